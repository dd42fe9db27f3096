/**
 * What was written last to each file, by section, kept on the host: so that a start can tell what somebody changed since from what
 * is to be written. And what is being written now: a section that was interrupted is taken up again from the state it began with.
 */
import {createHash} from 'node:crypto';
import type {Host} from '../../host/host.ts';
import type {FileState} from './files.ts';

/** A file as it was left, by sums (SHA-256): nobody can read a secret out of them. */
export type Left = {
	readonly path: string;
	/** Of the whole file. */
	readonly state: string;
	/** Of what rendering said about it, beside lines of others. */
	readonly rendered: string;
	/** Somebody made it what it is and asked for it to stay so. */
	readonly adopted?: true;
};

/** A file whose change was begun. */
export type Begun = {readonly path: string; readonly before: FileState; readonly after: FileState};

export type SectionRecord = {
	readonly left: readonly Left[];
	/** Empty when the last apply of the section came to its end. */
	readonly begun: readonly Begun[];
};

type BySection = ReadonlyMap<string, SectionRecord>;

/** Only root may read it: what was begun is kept whole. */
const PATH = '/etc/hostwright/written.json';

export const NO_RECORD: SectionRecord = {left: [], begun: []};

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** One sum over all that makes a file what it is. */
export function sumOf(state: FileState): string {
	switch (state.kind) {
		case 'absent':
			return sha256('absent');
		case 'link':
			return sha256(`link ${state.target}`);
		case 'file':
			return sha256(`file ${state.mode} ${state.text}`);
	}
}

/** One sum over what an edit makes of no file at all: all that it says by itself. */
export const sumOfText = (text: string | undefined) => sha256(text ?? '');

/** A record that cannot be read knows of nothing: everything is written as if for the first time. */
function parse(text: string | undefined): BySection {
	try {
		const data: unknown = JSON.parse(text ?? '');
		return new Map(isRecord(data) ? data.sections.map(({section, ...rest}) => [section, rest]) : []);
	} catch {
		return new Map();
	}
}

type Saved = {readonly version: 1; readonly sections: ReadonlyArray<SectionRecord & {readonly section: string}>};

/** Only root writes it, and whole; a later version may write something else. */
function isRecord(data: unknown): data is Saved {
	if (typeof data !== 'object' || data === null) return false;
	const record = new Map(Object.entries(data));
	return record.get('version') === 1 && Array.isArray(record.get('sections'));
}

const readAll = async (host: Pick<Host, 'read'>): Promise<BySection> => parse(await host.read(PATH));

/** What is known of one section. @throws {HostFailed} */
export const readRecord = async (host: Pick<Host, 'read'>, section: string): Promise<SectionRecord> =>
	(await readAll(host)).get(section) ?? NO_RECORD;

/** Nothing is written when nothing changes. @throws {HostFailed} */
export async function keepRecord(host: Host, section: string, record: SectionRecord): Promise<void> {
	const all = await readAll(host);
	if (JSON.stringify(all.get(section) ?? NO_RECORD) === JSON.stringify(record)) return;
	const sections = [...new Map([...all, [section, record]])].map(([name, rest]) => ({section: name, ...rest}));
	const saved: Saved = {version: 1, sections};
	await host.write(PATH, `${JSON.stringify(saved, undefined, '\t')}\n`, {mode: 0o600, secret: true});
}
