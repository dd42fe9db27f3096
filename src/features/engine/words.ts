/** What people are told about an engine, on a screen, at a prompt and in a journal. Pure. */
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
