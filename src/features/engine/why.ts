/** Why an engine cannot be registered with, as whole sentences, its causes told apart (facts/services.md 1.5). Pure. */
import type {NoAnswer, WebAnswer} from '../../host/host.ts';
import {visible, elided} from '../../settings/setting.ts';
import {hasFingerprint, type Authority} from './certificate.ts';
import {notAnEngine, placeOf, type Address} from './protocol.ts';

export type Trusting = 'pin' | 'system';

const UNTRUSTED =
	/^(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_|CERT_SIGNATURE_FAILURE|INVALID_CA)/;

/** What is right when the network does not lead there, by the code of Node.js. */
const CHECK: Readonly<Record<string, string>> = {
	ENOTFOUND: 'check it, and the DNS servers of this host',
	EAI_AGAIN: 'check the DNS servers of this host',
	ECONNREFUSED: 'check the address and the port, and whether the engine runs',
	ECONNRESET: 'try again, and check what stands between this host and the engine',
	EHOSTUNREACH: 'check the network of this host',
	ENETUNREACH: 'check the network of this host',
};

function untrusted(address: Address, trust: Trusting): string {
	const right =
		trust === 'pin'
			? 'where the site has given the engine a certificate of its own, choose engine.trust=system'
			: 'add its CA to those this host trusts, or choose engine.trust=pin';
	const signed = trust === 'pin' ? "signed by the engine's own CA" : 'signed by a CA this host trusts';
	return `The certificate of ${placeOf(address)} is not ${signed}; ${right}.`;
}

export function whyNoAnswer(address: Address, {code, problem, names}: NoAnswer, trust: Trusting): string {
	const at = placeOf(address);
	if (names !== undefined) {
		const others = names.map(visible).join(', ') || 'nobody';
		return `The certificate of ${at} is for ${others}, and "${address.server}" was given; give the engine by the name in its certificate.`;
	}
	if (UNTRUSTED.test(code)) return untrusted(address, trust);
	if (code === 'CERT_HAS_EXPIRED' || code === 'CERT_NOT_YET_VALID')
		return `The engine at ${at} cannot be trusted: ${problem}; check the clock of this host, and the certificate on the engine.`;
	const right = Object.hasOwn(CHECK, code) ? CHECK[code] : 'check the address and the port, and the network between';
	return `The engine at ${at} does not answer: ${problem}; ${right}.`;
}

/** What a person reads of a web page. Text between the tags of its head, its scripts and styles is none of it. */
const withoutTags = (html: string) =>
	html
		.replaceAll(/<(head|style|script)\b[^]*?<\/\1>/gi, ' ')
		.replaceAll(/<[^>]*>/g, ' ')
		.replaceAll(/&(quot|#34|#39|apos|amp|lt|gt);/g, (_, name: string) => ENTITIES.get(name) ?? ' ')
		.replaceAll(/\s+/g, ' ')
		.trim();

const ENTITIES: ReadonlyMap<string, string> = new Map([
	['quot', '"'],
	['#34', '"'],
	['apos', "'"],
	['#39', "'"],
	['amp', '&'],
	['lt', '<'],
	['gt', '>'],
]);

/** Characters of a server's own words that a sentence repeats. */
const LONGEST = 200;

/** The words of a page of a server, fit to be shown. */
export const saidBy = (html: string) => elided(visible(withoutTags(html)), LONGEST);

/** Undefined for an answer that says yes. */
export function whyRefused(address: Address, {status, text}: WebAnswer): string | undefined {
	if (status === 200) return undefined;
	const at = placeOf(address);
	if (status === 400)
		return `The engine at ${at} refuses: ${saidBy(text) || 'it does not say why'}`.replace(/\.?$/, '.');
	if (status >= 500)
		return `The engine at ${at} is starting, or in trouble: it answers ${status}; try again in a minute.`;
	return notAnEngine(address, `with ${status}`);
}

export const wrongFingerprint = (address: Address, {sha1, sha256}: Authority, expected: string) =>
	`The CA at ${placeOf(address)} has fingerprint ${expected.replaceAll(':', '').length === 40 ? sha1 : sha256}, expected ${expected}. Not registered. Check the address, or ask for the fingerprint: openssl x509 -noout -fingerprint -sha256 -in /etc/pki/ovirt-engine/ca.pem on the engine.`;

/** Undefined when it is its fingerprint, or none is given. */
export const whyOther = (address: Address, authority: Authority, expected: string | undefined) =>
	expected === undefined || hasFingerprint(authority, expected)
		? undefined
		: wrongFingerprint(address, authority, expected);
