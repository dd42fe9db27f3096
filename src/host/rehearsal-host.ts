/** A host that changes nothing: it notes what would be done and answers reads as if the written files were there. */
import {createHash} from 'node:crypto';
import {dirname} from 'node:path';
import {HostFailed, type Host, type Region, type Stat} from './host.ts';
import {commandLine, redact, type TranscriptEntry} from './transcript.ts';

export type RehearsalHost = Host & {
	/** What was noted so far, without the secrets. */
	transcript(): readonly TranscriptEntry[];
	/** SHA-256 over all that was noted, secrets included: two rehearsals agree only when they would do the very same. */
	digest(): string;
};

type Layer =
	| {readonly kind: 'file'; readonly bytes: Uint8Array; readonly mode: number}
	| {readonly kind: 'gone'}
	| Sparse
	| Folder;
type Sparse = {readonly kind: 'sparse'; readonly size: number; readonly mode: number};
/** `fresh`: made anew after a removal, so that nothing of the base shows through. */
type Folder = {readonly kind: 'folder'; readonly mode: number; readonly fresh: boolean};
const gone = {kind: 'gone'} as const;

/**
 * @param options.secrets texts that the transcript replaces by `[secret]`; content declared secret is withheld altogether
 */
export function rehearsalHost(base: Host, options: {secrets: readonly string[]}): RehearsalHost {
	const entries: TranscriptEntry[] = [];
	const sum = createHash('sha256');
	const layers = new Map<string, Layer>();

	const note = (kind: TranscriptEntry['kind'], text: string, content?: string | Uint8Array, secret?: true) => {
		for (const part of [kind, text, content ?? '']) sum.update(part).update('\0');
		const shown = secret ? '[secret]' : content === undefined ? undefined : readable(content);
		entries.push({
			kind,
			text: redact(text, options.secrets),
			...(shown === undefined ? {} : {content: redact(shown, options.secrets)}),
		});
	};
	const layerOf = (path: string): Layer | undefined => {
		const own = layers.get(path);
		if (own || path === dirname(path)) return own;
		const above = layerOf(dirname(path));
		return above?.kind === 'gone' || (above?.kind === 'folder' && above.fresh) ? gone : undefined;
	};
	const folder = (path: string, mode: number): void => {
		const before = layerOf(path);
		if (before?.kind === 'folder') return;
		if (path !== dirname(path)) folder(dirname(path), 0o755);
		layers.set(path, {kind: 'folder', mode, fresh: before?.kind === 'gone'});
	};

	return {
		ask: base.ask,
		run: async (command, args, {input, env, secret} = {}) => {
			note('run', commandLine(command, args, env), input, secret);
			return {code: 0, stdout: '', stderr: ''};
		},

		read: async path => {
			const layer = layerOf(path);
			if (!layer || layer.kind === 'folder') return base.read(path);
			return layer.kind === 'file' ? Buffer.from(layer.bytes).toString('utf8') : undefined;
		},
		list: async path => {
			const layer = layerOf(path);
			const hidden = layer?.kind === 'gone' || (layer?.kind === 'folder' && layer.fresh);
			const names = new Set(hidden ? [] : await base.list(path));
			for (const [at, {kind}] of layers) {
				if (dirname(at) !== path || at === path) continue;
				const name = at.slice(at.lastIndexOf('/') + 1);
				if (kind === 'gone') names.delete(name);
				else names.add(name);
			}
			return [...names].sort();
		},
		resolve: async path => {
			const layer = layerOf(path);
			return layer ? (layer.kind === 'gone' ? undefined : path) : base.resolve(path);
		},
		stat: async path => {
			const layer = layerOf(path);
			if (layer?.kind === 'gone') return undefined;
			const found = layer?.kind === 'folder' && !layer.fresh ? await base.stat(path) : undefined;
			return layer && !found ? statOf(layer) : (found ?? base.stat(path));
		},

		write: async (path, content, {mode = 0o644, secret} = {}) => {
			note('write', `${path}  (${mode.toString(8).padStart(4, '0')})`, content, secret);
			folder(dirname(path), 0o755);
			layers.set(path, {kind: 'file', bytes: Buffer.from(content), mode});
		},
		makeDirectory: async (path, mode = 0o700) => {
			note('folder', `${path}  (${mode.toString(8).padStart(4, '0')})`);
			folder(path, mode);
		},
		remove: async path => {
			note('remove', path);
			for (const at of layers.keys()) if (at.startsWith(`${path}/`)) layers.delete(at);
			layers.set(path, gone);
		},
		makeSparse: async (path, size, mode = 0o600) => {
			note('sparse', `${path}  ${size} bytes  (${mode.toString(8).padStart(4, '0')})`);
			folder(dirname(path), 0o755);
			layers.set(path, {kind: 'sparse', size, mode});
		},

		readAt: async region => {
			const layer = layerOf(region.path);
			if (!layer || layer.kind === 'folder') return base.readAt(region);
			if (layer.kind === 'gone') throw new HostFailed(region.path, 'reading', 'ENOENT');
			const end = region.offset + region.length;
			if (end > (layer.kind === 'file' ? layer.bytes.length : layer.size)) {
				throw new HostFailed(region.path, 'reading', 'ENODATA');
			}
			return layer.kind === 'file' ? layer.bytes.slice(region.offset, end) : new Uint8Array(region.length);
		},
		writeAt: async (path, offset, bytes) => note('bytes', `${bytes.length} bytes at ${offset} of ${path}`, bytes),
		copy: async (from, to, onBytes) => {
			note('copy', `${stretch(from)} to ${to.path} at ${to.offset}`);
			onBytes?.(from.length);
		},
		zero: async region => note('zero', stretch(region)),
		flush: async path => note('flush', path),
		compare: async (a, b, onBytes) => {
			note('compare', `${stretch(a)} with ${stretch(b)}`);
			onBytes?.(a.length);
		},

		// Nothing is claimed: a rehearsal beside a running install must not stand in its way.
		lock: async () => ({release: async () => undefined}),
		isFree: path => base.isFree(path),
		now: () => base.now(),
		facts: () => base.facts(),
		transcript: () => entries,
		digest: () => sum.copy().digest('hex'),
	};
}

const stretch = ({path, offset, length}: Region) => `${length} bytes at ${offset} of ${path}`;

/** Text as it is; bytes as their number and digest, which nobody reads but everybody can compare. */
function readable(content: string | Uint8Array): string {
	if (typeof content === 'string') return content;
	const text = Buffer.from(content).toString('utf8');
	if (!/[\0-\x08\x0e-\x1f\x7f\ufffd]/.test(text)) return text;
	return `${content.length} bytes, sha256 ${createHash('sha256').update(content).digest('hex')}`;
}

function statOf(layer: Layer): Stat {
	const owner = {uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0};
	if (layer.kind === 'folder') return {kind: 'directory', size: 0, mode: layer.mode, ...owner};
	if (layer.kind === 'gone') return {kind: 'other', size: 0, mode: 0, ...owner};
	return {kind: 'file', size: layer.kind === 'file' ? layer.bytes.length : layer.size, mode: layer.mode, ...owner};
}
