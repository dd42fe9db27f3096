/** Texts that settings name by URL: fetched when the network gives them, else as they were when they were fetched last. */
import {createHash} from 'node:crypto';
import type {Host} from '../host/host.ts';
import type {WantedFile} from '../plan/wanted.ts';

const FOLDER = '/etc/hostwright/fetched';

const copyOf = (url: string) => `${FOLDER}/${createHash('sha256').update(url).digest('hex').slice(0, 32)}`;

export type Fetched = {
	/** By URL; one that led nowhere and has no copy is not among them. */
	readonly texts: ReadonlyMap<string, string>;
	/** Copies to keep, by URL. Among them are private keys. */
	readonly copies: ReadonlyMap<string, WantedFile>;
	/** A whole sentence for each URL that could not be fetched now, by URL. */
	readonly waits: ReadonlyMap<string, string>;
};

/** Asks for all of them at once. @throws {HostFailed} when a copy cannot be read */
export async function fetchAll(host: Host, urls: Iterable<string>): Promise<Fetched> {
	const [texts, copies, waits] = [
		new Map<string, string>(),
		new Map<string, WantedFile>(),
		new Map<string, string>(),
	];
	await Promise.all(
		[...new Set(urls)].map(async url => {
			const [answer, kept] = await Promise.all([host.fetch(url), host.read(copyOf(url))]);
			if ('problem' in answer) {
				const meanwhile =
					kept === undefined ? 'it is tried again by the next apply' : 'what it held before is used';
				waits.set(url, `"${url}" cannot be fetched: ${answer.problem}; ${meanwhile}.`);
			}
			const text = 'text' in answer ? answer.text : kept;
			if (text === undefined) return;
			texts.set(url, text);
			copies.set(url, {path: copyOf(url), text, mode: 0o600, secret: true});
		}),
	);
	return {texts, copies, waits};
}
