/** Passes everything on to another host and remembers what was asked and read. */
import {errno} from './failures.ts';
import type {Host, Stat} from './host.ts';
import type {Recording} from './write-recording.ts';

/** Reads are remembered; what would change the machine is passed on all the same: probes do not. */
export function recordingHost(base: Host): Host & {recording(): Recording} {
	const asks = new Map<string, Recording['asks'][number]>();
	const files = new Map<string, string>();
	const folders = new Map<string, readonly string[]>();
	const links = new Map<string, string>();
	const stats = new Map<string, Stat>();
	const refused = new Map<string, string>();
	const noting = async <T>(path: string, work: Promise<T>): Promise<T> => {
		try {
			return await work;
		} catch (error) {
			refused.set(path, errno(error));
			throw error;
		}
	};
	return {
		...base,
		ask: async (command, args, options) => {
			const ran = await base.ask(command, args, options);
			asks.set([command, ...args].join('\0'), {command: [command, ...args], ...ran});
			return ran;
		},
		read: async path => {
			const text = await noting(path, base.read(path));
			if (text !== undefined) files.set(path, text);
			return text;
		},
		list: async path => {
			const names = await noting(path, base.list(path));
			if (names.length > 0) folders.set(path, names);
			return names;
		},
		resolve: async path => {
			const target = await noting(path, base.resolve(path));
			if (target !== undefined) links.set(path, target);
			return target;
		},
		stat: async path => {
			const found = await noting(path, base.stat(path));
			if (found) stats.set(path, found);
			return found;
		},
		recording: () => ({asks: [...asks.values()], files, folders, links, stats, refused}),
	};
}
