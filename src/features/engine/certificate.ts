/** The CA of an engine: read from what it sends, described for a person, and compared with a fingerprint. Pure. */
import {X509Certificate} from 'node:crypto';
import {visible} from '../../settings/setting.ts';

export type Authority = {
	/** Written anew, in lines of 64 characters. */
	readonly pem: string;
	/** In one line: `O=example.org, CN=engine.example.org.12345`. */
	readonly subject: string;
	readonly from: Date;
	readonly to: Date;
	/** In pairs with colons, upper case, as openssl prints them. */
	readonly sha1: string;
	readonly sha256: string;
};

const day = (date: Date) => date.toISOString().slice(0, 10);

/** For a sentence: `2025-01-01 to 2035-01-01`. */
export const validity = ({from, to}: Authority) => `${day(from)} to ${day(to)}`;

/** The CA; or the end of a sentence that begins with what was asked: `has expired on 2020-01-01 ...`. */
export function readAuthority(text: string, now: Date): Authority | {readonly problem: string} {
	const blocks = text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
	if (blocks.length > 1) return {problem: `is ${blocks.length} certificates, where an engine has one`};
	const found = parsed(blocks[0] ?? '');
	if (!found) return {problem: 'is no certificate'};
	const {validFromDate: from, validToDate: to} = found;
	const clock = `the clock of this host says ${day(now)}`;
	if (!found.ca) return {problem: 'is a certificate, but not one of a CA'};
	if (to < now) return {problem: `has expired on ${day(to)}; ${clock}`};
	if (from > now) return {problem: `is not valid before ${day(from)}; ${clock}`};
	return {
		...{pem: found.toString(), from, to},
		subject: visible(found.subject.split('\n').join(', ')),
		...{sha1: found.fingerprint, sha256: found.fingerprint256},
	};
}

function parsed(block: string): X509Certificate | undefined {
	try {
		return new X509Certificate(block);
	} catch {
		return undefined;
	}
}

const digitsOf = (fingerprint: string) => fingerprint.replaceAll(':', '').toLowerCase();

/** Whether this is its fingerprint: SHA-1 or SHA-256, with colons or without, in any case. */
export const hasFingerprint = ({sha1, sha256}: Authority, fingerprint: string): boolean =>
	[sha1, sha256].some(own => digitsOf(own) === digitsOf(fingerprint));
