/** kdump-config(8) about a text in the place of its file. Its exit code is 0 whatever it finds. */
import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {realHost} from '../../src/host/real-host.ts';
import {scratch} from '../host/scratch.ts';

/**
 * What this machine fails for and the file does not: its kernel has no crash dumps, no memory is set aside, and the package makes its
 * links only when it loads.
 */
const OF_THIS_MACHINE =
	/not supported by this kernel|no crashkernel= parameter|Invalid symlink|does not exist: \/var\/lib\/kdump\//;

/** In a mount namespace of its own. */
export async function kdumpConfig(what: 'show' | 'test', text: string) {
	const file = join(await scratch(), 'kdump-tools');
	await writeFile(file, text);
	const inPlace = 'mount --bind "$0" /etc/default/kdump-tools && exec kdump-config "$1"';
	const {code, stdout, stderr} = await realHost().ask('unshare', ['--mount', 'sh', '-c', inPlace, file, what]);
	const lines = `${stdout}\n${stderr}`.split('\n');
	const failures = lines
		.flatMap(line => /^(.*?)\s*\.\.\. .*failed!/.exec(line)?.[1] ?? [])
		.filter(failure => !OF_THIS_MACHINE.test(failure));
	const fields = lines.flatMap(line =>
		[/^([A-Z_]+):\s+(.*)$/.exec(line)?.slice(1, 3) ?? []].filter(each => each.length === 2),
	);
	return {code, failures, shown: Object.fromEntries(fields) as Record<string, string>};
}
