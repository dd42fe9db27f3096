/** Registering a host with the engine that its settings name: for the command, for setup, and for the unit at each start. */
import {access} from '../features/access/index.ts';
import type {Authority} from '../features/engine/certificate.ts';
import {engine} from '../features/engine/index.ts';
import {announce, askForKey, keepRegistration, keepTrust, meetEngine} from '../features/engine/register.ts';
import type {Connection, Met, Problem} from '../features/engine/register.ts';
import type {Host} from '../host/host.ts';
import type {Answers} from '../settings/answers.ts';
import {valuesOf} from './answers.ts';
import {whileLocked} from './apply.ts';

/** What the settings say about the engine and how it reaches this host. */
export type Wish = Connection & {
	/** Whoever answers is believed. */
	readonly insecure: boolean;
	readonly sshPort: number;
};

/** Undefined when no engine is named. */
export function wishOf(answers: Answers): Wish | undefined {
	const {server, port, trust, fingerprint, insecure} = valuesOf(engine, answers);
	const {sshPort} = valuesOf(access, answers);
	return server === undefined ? undefined : {server, port, trust, fingerprint, insecure, sshPort};
}

/** `asks`: nobody vouches for the CA; whoever approves of it calls again with its SHA-256. */
export type Registered =
	{readonly result: 'accepted'} | {readonly result: 'asks'; readonly authority: Authority} | Problem;

const isTrusted = ({authority, knownBy}: Met, {insecure}: Wish, approved: string | undefined) =>
	knownBy !== undefined || insecure || authority.sha256 === approved;

/**
 * Writes nothing, and says nothing about this host, before the engine is known.
 * @param approved SHA-256 of the CA that a person saw and approved of
 * @throws {HostFailed}
 */
export async function registerHost(host: Host, wish: Wish, approved?: string): Promise<Registered> {
	const met = await meetEngine(host, wish);
	if ('problem' in met) return met;
	const {authority} = met;
	if (!isTrusted(met, wish, approved)) return {result: 'asks', authority};
	const asked = await askForKey(host, wish, authority);
	if ('problem' in asked) return asked;
	const kept = await whileLocked(host, async () => keepTrust(host, authority, asked.line));
	if ('problem' in kept) return kept;
	const refused = await announce(host, wish, authority, {...kept, sshPort: wish.sshPort});
	if (refused) return refused;
	const {server, port} = wish;
	const accepted = {...{server, port, key: kept.key}, authority: authority.sha256, at: host.now().toISOString()};
	await keepRegistration(host, {accepted, trouble: undefined});
	return {result: 'accepted'};
}
