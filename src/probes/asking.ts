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

/**
 * The same within some seconds: a tool or a file system that hangs makes one thing unknown. Who waits is let go even when the
 * kernel does not let the tool end.
 */
export async function printedWithin(
	host: Host,
	seconds: number,
	command: string,
	args: readonly string[],
): Promise<string | undefined> {
	const asked = host.ask(command, args, {seconds}).then(({code, stdout}) => (code === 0 ? stdout : undefined));
	return within(seconds + 1, asked, undefined);
}

/** What the work leads to, or `otherwise` when it fails or takes longer. */
export async function within<T>(seconds: number, work: Promise<T>, otherwise: T): Promise<T> {
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<T>(resolve => {
		timer = setTimeout(() => resolve(otherwise), seconds * 1000);
	});
	try {
		return await Promise.race([work, late]);
	} catch {
		return otherwise;
	} finally {
		clearTimeout(timer);
	}
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
