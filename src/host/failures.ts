/** Errors of node:fs as errors of a host: path, what was tried, errno name. */
import {HostFailed} from './host.ts';

export function errno(error: unknown): string {
	if (error instanceof HostFailed) return error.code;
	if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
	return 'EIO';
}

/** Does `work`; whatever the system refuses becomes a HostFailed. */
export async function trying<T>(path: string, doing: string, work: () => Promise<T>): Promise<T> {
	try {
		return await work();
	} catch (error) {
		if (error instanceof HostFailed) throw error;
		throw new HostFailed(path, doing, errno(error));
	}
}

/** The same for reading, where absence is an answer. */
export async function orAbsent<T, A>(path: string, doing: string, absent: A, work: () => Promise<T>): Promise<T | A> {
	try {
		return await work();
	} catch (error) {
		if (errno(error) === 'ENOENT' || errno(error) === 'ENOTDIR') return absent;
		throw new HostFailed(path, doing, errno(error));
	}
}
