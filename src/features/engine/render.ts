/** What an engine wants of the files of a host before anybody is asked: whom to register with, and a password for a while. */
import {createHash} from 'node:crypto';
import type {Wanted} from '../../plan/wanted.ts';
import {WRITTEN} from '../../plan/written.ts';
import type {Carried, Rendering} from '../feature.ts';

type Engine = {
	readonly server: string | undefined;
	readonly port: number;
	readonly fingerprint: string | undefined;
	readonly rootPassword: string | undefined;
	readonly insecure: boolean;
	readonly trust: 'pin' | 'system';
};

/** The unit of our image that registers this host when it starts, and ends the password. */
const UNIT = {unit: 'hostwright-register.service', package: 'hostwright'};

/** What the unit works from is the store; this is what tells it that something else is in it now. */
const WISH = '/etc/hostwright/register';

const isLent = ({server, rootPassword}: Engine, {has}: Pick<Rendering, 'has'>) =>
	server !== undefined && rootPassword !== undefined && has('registering');

/** Only where somebody is there to end it. */
export const lentPassword = (values: Engine, rendering: Rendering): Partial<Carried> =>
	isLent(values, rendering) ? {lentPassword: values.rootPassword} : {};

/** Tells one password from another; the hash itself stands in the store and in shadow(5). */
export const digestOf = (hash: string) => createHash('sha256').update(hash).digest('hex');

function wishLines({server, port, trust, fingerprint, insecure, rootPassword}: Engine): readonly string[] {
	const words = {server, port, trust, fingerprint, insecure: insecure ? 'yes' : 'no'};
	const password = rootPassword === undefined ? {} : {password: digestOf(rootPassword)};
	return Object.entries({...words, ...password}).flatMap(([name, value]) =>
		value === undefined ? [] : [`${name}=${value}`],
	);
}

const NOBODY_ENDS =
	'The temporary password of root is not set: nothing on this host would end it, because hostwright-register.service is not there.';

export function renderEngine(values: Engine, rendering: Rendering): Wanted {
	if (values.server === undefined) return {files: [{path: WISH, absent: true}], services: [{...UNIT, state: 'kept'}]};
	const text = [`# ${WRITTEN}`, ...wishLines(values)].map(line => `${line}\n`).join('');
	return {
		files: [{path: WISH, text, mode: 0o600}],
		services: [{...UNIT, state: 'kept'}],
		waits: values.rootPassword !== undefined && !isLent(values, rendering) ? [NOBODY_ENDS] : [],
	};
}
