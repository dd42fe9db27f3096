/** Bytes of files and block devices: positioned reads and writes that never block the event loop and never truncate. */
import {open, type FileHandle} from 'node:fs/promises';
import {ask} from './commands.ts';
import {trying} from './failures.ts';
import {stat} from './files.ts';
import {HostFailed, type OnBytes, type Region} from './host.ts';

/** Bytes moved at a time: large enough for any medium, small enough for a lively progress bar. */
const CHUNK = 4 * 1024 * 1024;

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

/** Reads the next chunk, and sends what was written to the medium, while this one is being written. */
export function copy(from: Region, to: {path: string; offset: number}, onBytes?: OnBytes): Promise<void> {
	return trying(to.path, 'copying to', () =>
		opened(from.path, 'r', source =>
			opened(to.path, 'r+', async target => {
				let sent: Promise<void> = Promise.resolve();
				for await (const {bytes, at} of chunksOf(source, from)) {
					await writeChunk(target, bytes, to.offset + at);
					if ((at + bytes.length) % WAITING === 0) {
						await sent;
						sent = target.datasync();
						// It may fail before anybody waits for it.
						sent.catch(() => undefined);
					}
					onBytes?.(at + bytes.length);
				}
				await sent;
			}),
		),
	);
}

/**
 * `b` is what was written: it is flushed, its pages are dropped, and it is read from the medium. `a` may come from the
 * page cache: it is the original.
 */
export async function compare(a: Region, b: Region, onBytes?: OnBytes): Promise<void> {
	if (a.length !== b.length)
		throw new HostFailed(b.path, `comparing ${b.length} bytes with ${a.length} of`, 'EINVAL');
	await flush(b.path);
	await dropPages(b.path);
	await trying(b.path, 'reading back', () =>
		opened(a.path, 'r', first =>
			opened(b.path, 'r', async second => {
				const originals = chunksOf(first, a);
				try {
					for await (const {bytes, at} of chunksOf(second, b)) {
						const original = await originals.next();
						if (original.done || !original.value.bytes.equals(bytes)) {
							const where =
								b.offset + at + (original.done ? 0 : firstDifference(original.value.bytes, bytes));
							throw new HostFailed(b.path, `reading back byte ${where} of`, 'differs');
						}
						onBytes?.(at + bytes.length);
					}
				} finally {
					await originals.return();
				}
			}),
		),
	);
}

/** Best effort: what cannot be dropped is compared from the cache. */
async function dropPages(path: string): Promise<void> {
	if ((await stat(path))?.kind === 'block') await ask('blockdev', ['--flushbufs', path]);
	else await ask('dd', [`if=${path}`, 'iflag=nocache', 'count=0', 'status=none']);
}

function firstDifference(a: Uint8Array, b: Uint8Array): number {
	let at = 0;
	while (a[at] === b[at]) at++;
	return at;
}

/** Punches a hole in a file where its file system can; else writes zeros. A discard would promise nothing. */
export async function zero({path, offset, length}: Region): Promise<void> {
	if ((await stat(path))?.kind === 'file') {
		const hole = ['--punch-hole', '--keep-size', '--offset', String(offset), '--length', String(length), path];
		if (length > 0 && (await ask('fallocate', hole)).code === 0) return;
	}
	await trying(path, 'zeroing', () =>
		opened(path, 'r+', async file => {
			const zeros = Buffer.alloc(Math.min(length, CHUNK));
			for (let at = 0; at < length; at += CHUNK) {
				await writeChunk(file, zeros.subarray(0, Math.min(CHUNK, length - at)), offset + at);
			}
		}),
	);
}

type Chunk = {readonly bytes: Buffer; readonly at: number};

/** The region in chunks, one always being read ahead: two buffers take turns, so a chunk is good until the next but one. */
async function* chunksOf(file: FileHandle, {path, offset, length}: Region): AsyncGenerator<Chunk, void, void> {
	const size = Math.min(length, CHUNK);
	const buffers = [Buffer.allocUnsafeSlow(size), Buffer.allocUnsafeSlow(size)];
	const start = (at: number): Promise<Buffer> | undefined => {
		const buffer = buffers[(at / CHUNK) % 2];
		if (at >= length || !buffer) return undefined;
		const reading = readChunk(file, path, buffer, offset + at, Math.min(CHUNK, length - at));
		// It may fail before anybody waits for it.
		reading.catch(() => undefined);
		return reading;
	};
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
}

async function readChunk(file: FileHandle, path: string, buffer: Buffer, offset: number, length: number) {
	let done = 0;
	while (done < length) {
		const {bytesRead} = await file.read(buffer, done, length - done, offset + done);
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

async function opened<T>(path: string, flags: string, work: (file: FileHandle) => Promise<T>): Promise<T> {
	const file = await open(path, flags);
	try {
		return await work(file);
	} finally {
		await file.close();
	}
}
