/** What is known on a host about its registration with an engine: kept by whoever registers it, read by Status. */
import type {Host} from '../host/host.ts';
import {textOf} from './asking.ts';
import {asLoose, numberAt, parseLoose, textAt, type Loose} from './loose-json.ts';

/** An engine that accepted this host, or knew it already: its answer does not tell which. */
export type Accepted = {
	readonly server: string;
	readonly port: number;
	/** SHA-256 of its CA, in pairs with colons. */
	readonly authority: string;
	/** Its SSH key as a line of authorized_keys. */
	readonly key: string;
	/** ISO 8601. */
	readonly at: string;
};

/** An attempt that came to nothing. */
export type Trouble = {
	readonly server: string;
	/** A whole sentence. */
	readonly problem: string;
	readonly at: string;
	/** When it is tried again by itself; empty when somebody must do something first. */
	readonly next: string;
};

/** The temporary password of root, which ends a day after it began to act. */
export type Lent = {
	/** SHA-256 of its hash, to tell one from another. */
	readonly of: string;
	readonly since: string;
};

export type Registration = {
	readonly accepted?: Accepted | undefined;
	/** Since then. */
	readonly trouble?: Trouble | undefined;
	readonly lent?: Lent | undefined;
};

export const REGISTRATION = '/etc/hostwright/engine.json';

/** Nothing is known when there is no record, or none that can be read. */
export async function probeRegistration(host: Host): Promise<Registration> {
	const record = parseLoose(await textOf(host, REGISTRATION));
	const part = <T>(name: string, read: (from: Loose) => T) => {
		const from = asLoose(record[name]);
		return Object.keys(from).length === 0 ? undefined : read(from);
	};
	return {
		accepted: part('accepted', from => ({
			...{server: textAt(from, 'server'), port: numberAt(from, 'port'), authority: textAt(from, 'authority')},
			...{key: textAt(from, 'key'), at: textAt(from, 'at')},
		})),
		trouble: part('trouble', from => ({
			...{server: textAt(from, 'server'), problem: textAt(from, 'problem')},
			...{at: textAt(from, 'at'), next: textAt(from, 'next')},
		})),
		lent: part('lent', from => ({of: textAt(from, 'of'), since: textAt(from, 'since')})),
	};
}
