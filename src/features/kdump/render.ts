/** What crash dumps want of a host. */
import type {Wanted, WantedFile} from '../../plan/wanted.ts';
import type {Rendering} from '../feature.ts';
import {imageText, kdumpConfText, kdumpToolsText, type DumpTarget} from './dump-files.ts';
import {crashkernelFor} from './memory.ts';

export type Kdump = {
	readonly target: 'local' | 'nfs' | 'ssh' | 'off';
	readonly nfs: string | undefined;
	readonly ssh: string | undefined;
	readonly sshKey: string | undefined;
	readonly crashkernel: string | undefined;
};

const KEY_FILE = '/etc/hostwright/kdump-key';

const isUrl = (key: string | undefined): key is string => key?.startsWith('https:') === true;

/** The key comes by URL. */
export const kdumpFetches = ({target, sshKey}: Kdump): readonly string[] =>
	target === 'ssh' && isUrl(sshKey) ? [sshKey] : [];

/** The private key of a text, whatever stands round it (RFC 7468; PROTOCOL.key of OpenSSH), and no passphrase to be asked for. */
function privateKeyIn(text: string): string | undefined {
	const [key] = /-----BEGIN ((?:\w+ )?PRIVATE KEY)-----[A-Za-z0-9+/=\s]+-----END \1-----/.exec(text) ?? [];
	return key === undefined || /BEGIN ENCRYPTED/.test(key) ? undefined : `${key.replaceAll('\r', '')}\n`;
}

type Key = {readonly path: string | undefined; readonly file: WantedFile} | {readonly missing: string};

/** The key of an SSH login; or why there is none, empty when somebody else says so. */
function keyOf({target, sshKey}: Kdump, {fetched}: Pick<Rendering, 'fetched'>): Key {
	if (target !== 'ssh' || !isUrl(sshKey)) return {path: sshKey, file: {path: KEY_FILE, absent: true}};
	const text = fetched(sshKey);
	if (text === undefined) return {missing: ''};
	const key = privateKeyIn(text);
	return key === undefined
		? {missing: `"${sshKey}" leads to no private key without a passphrase; have it lead to one.`}
		: {path: KEY_FILE, file: {path: KEY_FILE, text: key, mode: 0o600, secret: true}};
}

const TEXTS = {'kdump-tools': kdumpToolsText, kdump: kdumpConfText, image: imageText} as const;

/** A target without its value is refused by a rule; dumps stay on the host then. */
function dumpTarget({target, nfs, ssh}: Kdump, key: string | undefined): DumpTarget {
	if (target === 'nfs' && nfs !== undefined) return {to: 'nfs', nfs};
	if (target === 'ssh' && ssh !== undefined) return {to: 'ssh', login: ssh, key};
	return {to: target === 'off' ? 'off' : 'local'};
}

function waitsOf({target, crashkernel}: Kdump, memory: number): readonly string[] {
	if (target === 'off' || crashkernel !== undefined || crashkernelFor(memory) !== undefined) return [];
	const mebibytes = Math.round(memory / 1024 ** 2);
	return [
		`This host has ${mebibytes} MiB of memory, too little to set any aside for dumps; give kdump.crashkernel, or kdump.target=off.`,
	];
}

export function renderKdump(values: Kdump, rendering: Rendering): Wanted {
	const {platform} = rendering;
	const off = values.target === 'off';
	if (!rendering.has('dumps')) {
		const {package: name} = platform.parts.dumps;
		const wait = `No crash dumps are kept on this host; install the package ${name}, or give kdump.target=off.`;
		return {files: [], waits: off ? [] : [wait]};
	}
	const key = keyOf(values, rendering);
	if ('missing' in key) return {files: [], waits: key.missing === '' ? [] : [key.missing]};
	const path = platform.paths.dumps;
	const target = dumpTarget(values, key.path);
	return {
		files: [{path, text: TEXTS[platform.dumps](target)}, key.file],
		checks: platform.dumps === 'kdump' ? [] : [{command: 'sh', args: ['-n', path]}],
		services: [{...platform.units.dumps, state: off ? 'off' : 'on'}],
		waits: waitsOf(values, rendering.memory),
	};
}
