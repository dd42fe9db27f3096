/** What people are told about an engine, on a screen, at a prompt and in a journal. Pure. */
import type {Registration} from '../../probes/registration.ts';
import {validity, type Authority} from './certificate.ts';
import {placeOf, type Address} from './protocol.ts';

/** What a person compares with the engine's own console before approving of it: what it is, and how it reads. */
export const factsOf = (authority: Authority): ReadonlyArray<readonly [string, string]> => [
	['Subject', authority.subject],
	['Valid', validity(authority)],
	['SHA-1', authority.sha1],
	['SHA-256', authority.sha256],
];

/** An engine says the same to a host it knows already, and takes nothing new from it. */
export const acceptedBy = (address: Address) =>
	`Accepted by ${placeOf(address)}, or already known there; approve it under Compute > Hosts.`;

export const unapproved = (address: Address, {sha256}: Authority) =>
	`Nobody has approved of the CA of ${placeOf(address)} (SHA-256 ${sha256}); compare it with the engine, and approve of it in setup, or give engine.fingerprint.`;

const minute = (iso: string) => `${iso.slice(0, 16).replace('T', ' ')} UTC`;

/** How it stands with the engine while none manages this host; undefined when none has ever been asked. */
export function stateWords({accepted, trouble}: Registration): string | undefined {
	if (trouble) {
		const {server, problem, next} = trouble;
		const again = next === '' ? '' : ` It is tried again at ${minute(next)}.`;
		return `Not registered with ${server}: ${problem}${again}`;
	}
	return accepted && `Registered with ${placeOf(accepted)} on ${minute(accepted.at)}; it waits for approval there.`;
}
