/** chronyd(8) -p: prints a configuration, or a list of sources, as it reads it. It takes any text for a server. */
import {execFileSync} from 'node:child_process';

/** @throws {Error} with its words when it refuses the file */
export const chronyd = (file: string): string =>
	execFileSync('chronyd', ['-p', '-f', file], {
		...{encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe']},
		env: {PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C'},
	});
