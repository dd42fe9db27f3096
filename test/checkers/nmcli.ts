/**
 * NetworkManager's own reader of profiles, without NetworkManager: nmcli(1) --offline reads one, changes its id and writes it again.
 * Its exit code is 0 for unknown keys, wrong flags and bad addresses, which it drops: so every key is looked for in what comes out.
 */
import {execFileSync} from 'node:child_process';

/** `group.key` to value, as the format has it: the last of a key wins, and lines that are neither are nothing. */
export function keysOf(text: string): ReadonlyMap<string, string> {
	const keys = new Map<string, string>();
	let group = '';
	for (const line of text.split('\n')) {
		group = /^\[(.*)\]$/.exec(line)?.[1] ?? group;
		const [, key, value] = /^([^#=[\s][^=]*)=(.*)$/.exec(line) ?? [];
		if (key !== undefined && value !== undefined) keys.set(`${group}.${key}`, value);
	}
	return keys;
}

/** What NetworkManager makes of a profile. @throws {Error} with its words when it refuses the whole of it */
export function throughNetworkManager(text: string): string {
	const id = keysOf(text).get('connection.id') ?? '';
	try {
		return execFileSync('nmcli', ['--offline', 'connection', 'modify', 'connection.id', id], {
			...{input: text, encoding: 'utf8', stdio: ['pipe', 'pipe', 'pipe']},
			env: {PATH: '/usr/bin:/bin', LC_ALL: 'C'},
		});
	} catch (error) {
		throw new Error(error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error));
	}
}

const known = new Map<string, readonly string[]>();

/** The keys that NetworkManager drops or changes, as `group.key=value`. Asked once for each text. @throws {Error} */
export function lostKeys(text: string): readonly string[] {
	const before = known.get(text);
	if (before) return before;
	const kept = keysOf(throughNetworkManager(text));
	const lost = [...keysOf(text)].filter(([key, value]) => kept.get(key) !== value);
	const said = lost.map(([key, value]) => `${key}=${value}`);
	known.set(text, said);
	return said;
}
