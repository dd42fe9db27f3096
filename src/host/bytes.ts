/** Bytes of files and block devices: positioned reads and writes that never block the event loop and never truncate. */
import {constants} from 'node:fs';
import {open, type FileHandle} from 'node:fs/promises';
import {ask} from './commands.ts';
import {errno, trying} from './failures.ts';
import {stat} from './files.ts';
import {HostFailed, type OnBytes, type Region} from './host.ts';

/** Bytes moved at a time: large enough for any medium, small enough to stay in the caches of a processor. */
const CHUNK = 1024 * 1024;

const ZEROS = Buffer.alloc(CHUNK);

export function readAt({path, offset, length}: Region): Promise<Uint8Array> {
	return trying(path, 'reading', () =>
		opened(path, 'r', file => readChunk(file, path, Buffer.allocUnsafe(length), offset, length)),
	);
}

export function writeAt(path: string, offset: number, bytes: Uint8Array): Promise<void> {
	return trying(path, 'writing', () => opened(path, 'r+', file => writeChunk(file, bytes, offset)));
}

export function flush(path: string): Promise<void> {
	return trying(path, 'flushing', () => opened(path, 'r', file => file.sync()));
}

/**
 * How much may wait in memory before it goes to the medium, bytes. A bar that reaches its end in memory would then stand
 * still for minutes on a slow disk, and a live medium has little memory to spare.
 */
const WAITING = 32 * 1024 * 1024;

export function copy(from: Region, to: Place, onBytes?: OnBytes): Promise<void> {
	return trying(to.path, 'copying to', () =>
		opened(from.path, 'r', source =>
			opened(to.path, 'r+', target => {
				let done = 0;
				const onChunk = (length: number) => onBytes?.((done += length));
				return inStretches(from, to, target, {
					write: stretch => copyChunks(source, target, stretch, onChunk),
					arrived: async () => undefined,
				});
			}),
		),
	);
}

/** Where the medium cannot be read past the page cache, everything is compared once everything is written. */
export async function copyChecked(from: Region, to: Place, onBytes?: OnBytes): Promise<void> {
	const back = {...to, length: from.length};
	if (!(await readsPastCache(back))) {
		await copy(from, to, onBytes);
		return compare(from, back);
	}
	return trying(to.path, 'copying to', () =>
		opened(from.path, 'r', source =>
			opened(to.path, 'r+', target =>
				opened(to.path, PAST_CACHE, medium => {
					let done = 0;
					const onChunk = (length: number) => onBytes?.((done += length));
					return inStretches(from, to, target, {
						write: stretch => copyChunks(source, target, stretch),
						arrived: ({original, copied}) => compareWide(source, original, medium, copied, onChunk),
					});
				}),
			),
		),
	);
}

type Place = Pick<Region, 'path' | 'offset'>;

type Stretch = {readonly original: Region; readonly copied: Region};

/**
 * Three things at a time: one stretch is written to the page cache, the one before it goes to the medium, and with the one
 * before that `arrived` may do what it wants. All of it is on the medium at the end.
 */
async function inStretches(
	from: Region,
	to: Place,
	target: FileHandle,
	work: {write(stretch: Stretch): Promise<void>; arrived(stretch: Stretch): Promise<void>},
): Promise<void> {
	let sent = Promise.resolve();
	let checked = Promise.resolve();
	let before: Stretch | undefined;
	const next = async () => {
		await Promise.all([sent, checked]);
		if (before) checked = work.arrived(before);
	};
	try {
		for (let at = 0; at < from.length; at += WAITING) {
			const length = Math.min(WAITING, from.length - at);
			const original = {...from, offset: from.offset + at, length};
			const copied = {...to, offset: to.offset + at, length};
			await work.write({original, copied});
			await next();
			sent = target.datasync();
			before = {original, copied};
		}
		await next();
		await checked;
	} finally {
		// Nobody may close the files under them.
		await Promise.allSettled([sent, checked]);
	}
}

/** Reads the next chunk while this one is being written. */
async function copyChunks(
	source: FileHandle,
	target: FileHandle,
	{original, copied}: Stretch,
	onChunk?: (length: number) => void,
): Promise<void> {
	for await (const {bytes, at} of chunksOf(source, original)) {
		await writeChunk(target, bytes, copied.offset + at);
		onChunk?.(bytes.length);
	}
}

/**
 * `b` is what was written: it is read past the page cache, which sends what is still there to the medium first; where that
 * cannot be, its pages are dropped. `a` may come from the page cache: it is the original.
 */
export async function compare(a: Region, b: Region, onBytes?: OnBytes): Promise<void> {
	if (a.length !== b.length)
		throw new HostFailed(b.path, `comparing ${b.length} bytes with ${a.length} of`, 'EINVAL');
	const past = await readsPastCache(b);
	if (!past) await dropPages(b.path);
	let done = 0;
	await trying(b.path, 'reading back', () =>
		opened(a.path, 'r', first =>
			opened(b.path, past ? PAST_CACHE : 'r', second =>
				compareWide(first, a, second, b, length => onBytes?.((done += length))),
			),
		),
	);
}

/** Parts of a stretch that are read at a time: past the page cache nobody reads ahead. */
const WIDTH = 4;

/** @throws what the first part that differs throws */
async function compareWide(
	first: FileHandle,
	a: Region,
	second: FileHandle,
	b: Region,
	onChunk: (length: number) => void,
): Promise<void> {
	const size = upTo(CHUNK, a.length / WIDTH);
	const parts = Array.from({length: Math.ceil(a.length / size)}, (_, index) => {
		const at = index * size;
		const length = Math.min(size, a.length - at);
		const part = (region: Region) => ({...region, offset: region.offset + at, length});
		return compareChunks(first, part(a), second, part(b), onChunk);
	});
	for (const end of await Promise.allSettled(parts)) if (end.status === 'rejected') throw end.reason;
}

async function compareChunks(
	first: FileHandle,
	a: Region,
	second: FileHandle,
	b: Region,
	onChunk: (length: number) => void,
): Promise<void> {
	const originals = chunksOf(first, a);
	try {
		for await (const {bytes, at} of chunksOf(second, b)) {
			const original = await originals.next();
			if (original.done || !original.value.bytes.equals(bytes)) {
				const where = b.offset + at + (original.done ? 0 : firstDifference(original.value.bytes, bytes));
				throw new HostFailed(b.path, `reading back byte ${where} of`, 'differs');
			}
			onChunk(bytes.length);
		}
	} finally {
		await originals.return();
	}
}

/** What is read comes from the medium into our own memory (open(2), O_DIRECT). */
const PAST_CACHE = constants.O_RDONLY | constants.O_DIRECT;

/** Some file systems cannot (older tmpfs), and none can at an offset that is no multiple of its sectors: so it is tried. */
async function readsPastCache({path, offset}: Place): Promise<boolean> {
	try {
		await opened(path, PAST_CACHE, file => file.read(pages(BLOCK), 0, BLOCK, offset));
		return true;
	} catch (error) {
		if (errno(error) === 'EINVAL') return false;
		throw new HostFailed(path, 'reading back', errno(error));
	}
}

/** Best effort: what cannot be dropped is compared from the cache. Only what is on the medium can be. */
async function dropPages(path: string): Promise<void> {
	await flush(path);
	if ((await stat(path))?.kind === 'block') await ask('blockdev', ['--flushbufs', path]);
	else await ask('dd', [`if=${path}`, 'iflag=nocache', 'count=0', 'status=none']);
}

function firstDifference(a: Uint8Array, b: Uint8Array): number {
	let at = 0;
	while (a[at] === b[at]) at++;
	return at;
}

/**
 * Punches a hole in a file where its file system can, unless there are zeros already; else writes zeros. A discard would
 * promise nothing.
 */
export async function zero(region: Region): Promise<void> {
	const {path, offset, length} = region;
	if ((await stat(path))?.kind === 'file') {
		if (await isZero(region)) return;
		const hole = ['--punch-hole', '--keep-size', '--offset', String(offset), '--length', String(length), path];
		if ((await ask('fallocate', hole)).code === 0) return;
	}
	await trying(path, 'zeroing', () =>
		opened(path, 'r+', async file => {
			for (let at = 0; at < length; at += CHUNK) {
				await writeChunk(file, ZEROS.subarray(0, Math.min(CHUNK, length - at)), offset + at);
			}
		}),
	);
}

/** Asked of files only, where a hole costs nothing to read: starting a tool for each of many regions would cost more. */
function isZero(region: Region): Promise<boolean> {
	return trying(region.path, 'reading', () =>
		opened(region.path, 'r', async file => {
			for await (const {bytes} of chunksOf(file, region)) {
				if (!bytes.equals(ZEROS.subarray(0, bytes.length))) return false;
			}
			return true;
		}),
	);
}

type Chunk = {readonly bytes: Buffer; readonly at: number};

/** The region in chunks, one always being read ahead: two buffers take turns, so a chunk is good until the next but one. */
async function* chunksOf(file: FileHandle, {path, offset, length}: Region): AsyncGenerator<Chunk, void, void> {
	const both = spare.pop() ?? pages(2 * CHUNK);
	const buffers = [both.subarray(0, CHUNK), both.subarray(CHUNK)];
	const start = (at: number): Promise<Buffer> | undefined => {
		const buffer = buffers[(at / CHUNK) % 2];
		if (at >= length || !buffer) return undefined;
		const reading = readChunk(file, path, buffer, offset + at, Math.min(CHUNK, length - at));
		// It may fail before anybody waits for it.
		reading.catch(() => undefined);
		return reading;
	};
	try {
		let ahead = start(0);
		for (let at = 0; ahead !== undefined; at += CHUNK) {
			const bytes = await ahead;
			ahead = start(at + CHUNK);
			try {
				yield {bytes, at};
			} finally {
				// Nobody may close the file under a read.
				if (ahead) await ahead.catch(() => undefined);
			}
		}
	} finally {
		spare.push(both);
	}
}

/** Pairs of buffers for the next who needs some: fresh memory costs more than what is read into it. */
const spare: Buffer[] = [];

/** What is read past the page cache comes in whole blocks: a little more than is wanted, where there is more. */
const BLOCK = 4096;

const upTo = (unit: number, length: number) => Math.ceil(length / unit) * unit;

/** Zeros that begin where a page of memory does, as O_DIRECT wants it: V8 gives whole pages to what could be resized. */
const pages = (size: number) => Buffer.from(new ArrayBuffer(size, {maxByteLength: size}), 0, size);

async function readChunk(file: FileHandle, path: string, buffer: Buffer, offset: number, length: number) {
	const wanted = Math.min(buffer.length, upTo(BLOCK, length));
	let done = 0;
	while (done < length) {
		const {bytesRead} = await file.read(buffer, done, wanted - done, offset + done);
		if (bytesRead === 0) throw new HostFailed(path, `reading ${length} bytes at ${offset} of`, 'ENODATA');
		done += bytesRead;
	}
	return buffer.subarray(0, length);
}

async function writeChunk(file: FileHandle, bytes: Uint8Array, offset: number): Promise<void> {
	let done = 0;
	while (done < bytes.length) {
		done += (await file.write(bytes, done, bytes.length - done, offset + done)).bytesWritten;
	}
}

async function opened<T>(path: string, flags: string | number, work: (file: FileHandle) => Promise<T>): Promise<T> {
	const file = await open(path, flags);
	try {
		return await work(file);
	} finally {
		await file.close();
	}
}
