/** What a host does about its engine by itself, from its start until nothing is left to do: registers, and ends the lent password. */
import {digestOf} from '../features/engine/render.ts';
import {isSame, keepKey, keepRegistration} from '../features/engine/register.ts';
import {placeOf} from '../features/engine/protocol.ts';
import {acceptedBy, unapproved} from '../features/engine/words.ts';
import {engine} from '../features/engine/index.ts';
import type {Host} from '../host/host.ts';
import {sentenceOf} from '../plan/run-plan.ts';
import {probeManager} from '../probes/manager.ts';
import {probeRegistration} from '../probes/registration.ts';
import type {Answers} from '../settings/answers.ts';
import {valuesOf} from './answers.ts';
import {whileLocked} from './apply.ts';
import {registerHost, wishOf, type Registered, type Wish} from './register.ts';

export type Staying = {
	readonly host: Host;
	/** As the store has them now: a person may change them meanwhile. */
	readonly answers: () => Answers;
	/** Takes the lent password out of the settings, and makes the host match them. */
	readonly endPassword: () => Promise<void>;
	/** To the journal: a whole sentence. */
	readonly say: (sentence: string) => void;
	readonly wait: (seconds: number) => Promise<void>;
	/** From 0 to 1: many hosts that start at once must not ask an engine at once. */
	readonly random: () => number;
};

/** Seconds until the second attempt, and between two at most. */
const FIRST = 5;
const LONGEST = 300;

/** Seconds between two looks whether a lent password has done its work. */
const LOOK = 60;

/** Milliseconds that a lent password works at most (settings: engine.rootPassword). */
const DAY = 86_400_000;

/** When to try again, in milliseconds since 1970; undefined when there is nothing more to try. */
type Next = number | undefined;

export async function stayRegistered(parts: Staying): Promise<void> {
	const {host} = parts;
	let failures = 0;
	let next: Next = 0;
	for (;;) {
		const lent = await isLent(parts);
		const now = host.now().getTime();
		if (next !== undefined && next <= now) next = await attempt(parts, failures++);
		if (next === undefined && !lent) return;
		const left = next === undefined ? LOOK : Math.max(1, Math.ceil((next - now) / 1000));
		await parts.wait(lent ? Math.min(left, LOOK) : left);
	}
}

async function attempt(parts: Staying, failures: number): Promise<Next> {
	const {host, say} = parts;
	const wish = wishOf(parts.answers());
	if (!wish) return undefined;
	const {accepted} = await probeRegistration(host);
	if (accepted && isSame(accepted, wish)) {
		const kept = await whileLocked(host, async () => keepKey(host, accepted.key));
		return kept ? tryAgain(parts, wish, kept.problem, failures) : undefined;
	}
	const registered = await tried(host, wish);
	if ('problem' in registered) return tryAgain(parts, wish, registered.problem, failures);
	if (registered.result === 'accepted') {
		say(acceptedBy(wish));
		return undefined;
	}
	const problem = unapproved(wish, registered.authority);
	say(problem);
	await keepTrouble(host, wish, problem, undefined);
	return undefined;
}

const tried = async (host: Host, wish: Wish): Promise<Registered> =>
	registerHost(host, wish).catch((error: unknown) => ({problem: `${sentenceOf(error)}.`}));

async function tryAgain({host, say, random}: Staying, wish: Wish, problem: string, failures: number): Promise<Next> {
	const seconds = Math.round(Math.min(FIRST * 2 ** failures, LONGEST) * (0.75 + random() / 2));
	const next = host.now().getTime() + seconds * 1000;
	say(`Not registered with ${placeOf(wish)}: ${problem} Trying again in ${seconds} seconds.`);
	await keepTrouble(host, wish, problem, next);
	return next;
}

async function keepTrouble(host: Host, wish: Wish, problem: string, next: Next): Promise<void> {
	const at = host.now().toISOString();
	const again = next === undefined ? '' : new Date(next).toISOString();
	await keepRegistration(host, {trouble: {server: placeOf(wish), problem, at, next: again}});
}

/** Whether a password is lent still; one that has done its work, or has had its day, is ended. */
async function isLent(parts: Staying): Promise<boolean> {
	const {host, say} = parts;
	const {server, rootPassword} = valuesOf(engine, parts.answers());
	const {lent} = await probeRegistration(host);
	if (server === undefined || rootPassword === undefined) {
		if (lent) await keepRegistration(host, {lent: undefined});
		return false;
	}
	const now = host.now();
	const of = digestOf(rootPassword);
	// A clock that was set back would lend it for longer.
	const since = lent?.of === of && Date.parse(lent.since) <= now.getTime() ? Date.parse(lent.since) : now.getTime();
	await keepRegistration(host, {lent: {of, since: new Date(since).toISOString()}});
	const manager = await probeManager(host);
	if (!manager && now.getTime() - since < DAY) return true;
	await parts.endPassword();
	await keepRegistration(host, {lent: undefined});
	say(`The temporary password of root has ended: ${manager ? 'the engine manages this host' : 'it had its day'}.`);
	return false;
}
