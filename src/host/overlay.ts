/** What a rehearsal has written so far, laid over the files of the host below it: reads see it, the machine does not. */
import {dirname, resolve} from 'node:path';
import {HostFailed, type Host, type Region, type Stat} from './host.ts';

type Layer =
	| {readonly kind: 'file'; readonly bytes: Uint8Array; readonly mode: number}
	| {readonly kind: 'link'; readonly target: string}
	| {readonly kind: 'gone'}
	| {readonly kind: 'sparse'; readonly size: number; readonly mode: number}
	/** `fresh`: made anew after a removal, so that nothing of the base shows through. */
	| {readonly kind: 'folder'; readonly mode: number; readonly fresh: boolean};

const GONE = {kind: 'gone'} as const;

export class Overlay implements Pick<Host, 'read' | 'list' | 'resolve' | 'stat' | 'readLink' | 'readAt'> {
	readonly #base: Host;
	readonly #layers = new Map<string, Layer>();

	constructor(base: Host) {
		this.#base = base;
	}

	putFile(path: string, content: string | Uint8Array, mode: number): void {
		this.putFolder(dirname(path), 0o755);
		this.#layers.set(path, {kind: 'file', bytes: Buffer.from(content), mode});
	}

	putSparse(path: string, size: number, mode: number): void {
		this.putFolder(dirname(path), 0o755);
		this.#layers.set(path, {kind: 'sparse', size, mode});
	}

	putLink(path: string, target: string): void {
		this.putFolder(dirname(path), 0o755);
		this.#layers.set(path, {kind: 'link', target});
	}

	putFolder(path: string, mode: number): void {
		const before = this.#layerOf(path);
		if (before?.kind === 'folder') return;
		if (path !== dirname(path)) this.putFolder(dirname(path), 0o755);
		this.#layers.set(path, {kind: 'folder', mode, fresh: before?.kind === 'gone'});
	}

	remove(path: string): void {
		for (const at of this.#layers.keys()) if (at.startsWith(`${path}/`)) this.#layers.delete(at);
		this.#layers.set(path, GONE);
	}

	async read(path: string): Promise<string | undefined> {
		const layer = this.#layerOf(path);
		if (!layer || layer.kind === 'folder') return this.#base.read(path);
		if (layer.kind === 'link') return this.read(resolve(dirname(path), layer.target));
		return layer.kind === 'file' ? Buffer.from(layer.bytes).toString('utf8') : undefined;
	}

	async list(path: string): Promise<readonly string[]> {
		const layer = this.#layerOf(path);
		const hidden = layer?.kind === 'gone' || (layer?.kind === 'folder' && layer.fresh);
		const names = new Set(hidden ? [] : await this.#base.list(path));
		for (const [at, {kind}] of this.#layers) {
			if (dirname(at) !== path || at === path) continue;
			const name = at.slice(at.lastIndexOf('/') + 1);
			if (kind === 'gone') names.delete(name);
			else names.add(name);
		}
		return [...names].sort();
	}

	async resolve(path: string): Promise<string | undefined> {
		const layer = this.#layerOf(path);
		if (!layer) return this.#base.resolve(path);
		if (layer.kind === 'link') return this.resolve(resolve(dirname(path), layer.target));
		return layer.kind === 'gone' ? undefined : path;
	}

	async readLink(path: string): Promise<string | undefined> {
		const layer = this.#layerOf(path);
		if (!layer || layer.kind === 'folder') return this.#base.readLink(path);
		if (layer.kind === 'link') return layer.target;
		if (layer.kind === 'gone') return undefined;
		throw new HostFailed(path, 'reading the link', 'EINVAL');
	}

	async stat(path: string): Promise<Stat | undefined> {
		const layer = this.#layerOf(path);
		if (layer?.kind === 'gone') return undefined;
		const found = layer?.kind === 'folder' && !layer.fresh ? await this.#base.stat(path) : undefined;
		return layer && !found ? statOf(layer) : (found ?? this.#base.stat(path));
	}

	async readAt(region: Region): Promise<Uint8Array> {
		const layer = this.#layerOf(region.path);
		if (!layer || layer.kind === 'folder') return this.#base.readAt(region);
		if (layer.kind === 'link') {
			return this.readAt({...region, path: resolve(dirname(region.path), layer.target)});
		}
		if (layer.kind === 'gone') throw new HostFailed(region.path, 'reading', 'ENOENT');
		const end = region.offset + region.length;
		if (end > (layer.kind === 'file' ? layer.bytes.length : layer.size)) {
			throw new HostFailed(region.path, 'reading', 'ENODATA');
		}
		return layer.kind === 'file' ? layer.bytes.slice(region.offset, end) : new Uint8Array(region.length);
	}

	#layerOf(path: string): Layer | undefined {
		const own = this.#layers.get(path);
		if (own || path === dirname(path)) return own;
		const above = this.#layerOf(dirname(path));
		return above?.kind === 'gone' || (above?.kind === 'folder' && above.fresh) ? GONE : undefined;
	}
}

function statOf(layer: Exclude<Layer, {kind: 'gone'}>): Stat {
	const owner = {uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0};
	if (layer.kind === 'folder') return {kind: 'directory', size: 0, mode: layer.mode, ...owner};
	if (layer.kind === 'link') return {kind: 'link', size: layer.target.length, mode: 0o777, ...owner};
	return {kind: 'file', size: layer.kind === 'file' ? layer.bytes.length : layer.size, mode: layer.mode, ...owner};
}
