/** Files of assignments as a shell reads them: keyboard(5), kdump-tools, and how systemd understands vconsole.conf(5). */
import {execFileSync} from 'node:child_process';

/** What a shell that reads the text has for a name. @throws {Error} when it cannot read it */
export const inShell = (text: string, name: string): string =>
	execFileSync('sh', ['-eu', '-c', `eval "$(cat)"; printf %s "$${name}"`], {
		input: text,
		encoding: 'utf8',
		env: {PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C'},
	});
