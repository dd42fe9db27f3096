/** How probes ask: what cannot be known is unknown, never an error. */
import type {Host} from '../host/host.ts';

/** The text of a small file without the blanks round it; empty when it is not there or the kernel refuses to read it. */
export async function textOf(host: Host, path: string): Promise<string> {
	try {
		return ((await host.read(path)) ?? '').replaceAll('\0', '').trim();
	} catch {
		return '';
	}
}

export async function namesIn(host: Host, path: string): Promise<readonly string[]> {
	try {
		return await host.list(path);
	} catch {
		return [];
	}
}

export async function exists(host: Host, path: string): Promise<boolean> {
	try {
		return (await host.stat(path)) !== undefined;
	} catch {
		return false;
	}
}

export async function realPath(host: Host, path: string): Promise<string | undefined> {
	try {
		return await host.resolve(path);
	} catch {
		return undefined;
	}
}

/** What a tool printed; undefined when it failed, refused or is not there. */
export async function printedBy(host: Host, command: string, args: readonly string[]): Promise<string | undefined> {
	const {code, stdout} = await host.ask(command, args);
	return code === 0 ? stdout : undefined;
}

/** All at once, but never more than `width` at a time: a host may have hundreds of LUNs. Keeps the order. */
export async function mapWide<T, R>(items: readonly T[], work: (item: T) => Promise<R>, width = 16): Promise<R[]> {
	const results = new Array<R>(items.length);
	const queue = items.entries();
	const worker = async () => {
		for (const [index, item] of queue) results[index] = await work(item);
	};
	await Promise.all(Array.from({length: Math.min(width, items.length)}, worker));
	return results;
}
