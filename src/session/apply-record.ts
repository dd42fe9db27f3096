/** What failed when settings were last applied to a host, kept on it, so that a person who looks later is told. */
import type {Host} from '../host/host.ts';
import {parseLoose, recordsAt, textAt} from '../probes/loose-json.ts';
import type {Applied} from './apply.ts';

export type Failure = {
	readonly section: string;
	readonly title: string;
	/** A whole sentence. */
	readonly problem: string;
	/** ISO 8601. */
	readonly at: string;
};

const RECORD = '/etc/hostwright/failed.json';

/** By section, oldest first. @throws {HostFailed} */
export async function readFailures(host: Pick<Host, 'read'>): Promise<readonly Failure[]> {
	const text = await host.read(RECORD);
	return recordsAt(parseLoose(text ?? ''), 'failed').map(each => ({
		section: textAt(each, 'section'),
		title: textAt(each, 'title'),
		problem: textAt(each, 'problem'),
		at: textAt(each, 'at'),
	}));
}

/** Sections that were not applied now keep what was said about them. Nothing is written when nothing changes. @throws {HostFailed} */
export async function keepFailures(host: Host, applied: readonly Applied[]): Promise<void> {
	const before = await readFailures(host);
	const now = new Set(applied.map(({section}) => section));
	const at = host.now().toISOString();
	const failed = applied.filter(({result}) => result === 'failed');
	const after = [
		...before.filter(({section}) => !now.has(section)),
		...failed.map(({section, title, problem}) => ({section, title, problem, at})),
	];
	if (before.length + after.length === 0) return;
	if (after.length === 0) return host.remove(RECORD);
	// What a tool said may repeat what only few may read.
	return host.write(RECORD, `${JSON.stringify({version: 1, failed: after}, undefined, 2)}\n`, {mode: 0o600});
}
