/** Rules for the engine's address and the fingerprint of its CA. */
import {host, splitHostPort} from '../../settings/rules.ts';
import type {Rule} from '../../settings/setting.ts';

const SHA1_DIGITS = 40;
const SHA256_DIGITS = 64;

/** A host alone; what people paste is the address of the engine's web page. */
export const engineHost: Rule = text => {
	const right = 'give the host alone, as in engine.example.org';
	if (/^[a-z]+:\/\//i.test(text)) return {what: 'is a URL', right};
	if (splitHostPort(text)?.port !== undefined)
		return {what: 'holds a port', right: `${right}, and the port in engine.port`};
	if (/^\[.*\]$/.test(text)) return {what: 'has brackets round its address', right: 'write it without them'};
	return host(text) && {what: 'is not a host', right: 'give a name or an address, as in engine.example.org'};
};

/** Hexadecimal digits, in pairs with colons or without (openssl x509 -fingerprint). */
export const fingerprint: Rule = text => {
	const right = `give the ${SHA1_DIGITS} hexadecimal digits of SHA-1 or the ${SHA256_DIGITS} of SHA-256, with or without colons`;
	const digits = text.replaceAll(':', '');
	if (!/^[0-9a-f]+$/i.test(digits)) return {what: 'is not a fingerprint', right};
	if (digits.length !== SHA1_DIGITS && digits.length !== SHA256_DIGITS)
		return {what: `has ${digits.length} digits`, right};
	return text === digits || /^[0-9a-f]{2}(:[0-9a-f]{2})+$/i.test(text)
		? undefined
		: {what: 'has colons in other places than between pairs of digits', right};
};
