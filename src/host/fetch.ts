/** Text from an https URL. Loads nothing until it is asked: most runs fetch nothing. */

/** Nobody's keys or certificates are larger. Bytes. */
export const LIMIT = 256 * 1024;
/** Milliseconds for all of it. */
const PATIENCE = 20_000;

/** What Node.js says about a connection, in words. */
export const WHY: ReadonlyMap<string, string> = new Map([
	['ENOTFOUND', 'its name is not known'],
	['EAI_AGAIN', 'no name server answers'],
	['ECONNREFUSED', 'nothing answers there'],
	['ECONNRESET', 'the connection was cut'],
	['ETIMEDOUT', 'no answer came'],
	['EHOSTUNREACH', 'the host cannot be reached'],
	['ENETUNREACH', 'the network cannot be reached'],
	['CERT_HAS_EXPIRED', 'its certificate has expired'],
	['CERT_NOT_YET_VALID', 'its certificate is not valid yet'],
	['DEPTH_ZERO_SELF_SIGNED_CERT', 'its certificate is signed by nobody this host trusts'],
	['SELF_SIGNED_CERT_IN_CHAIN', 'its certificate is signed by nobody this host trusts'],
	['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'its certificate is signed by nobody this host trusts'],
	['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'its certificate is signed by nobody this host trusts'],
	['ERR_TLS_CERT_ALTNAME_INVALID', 'its certificate is for another name'],
]);

/** The text of what the URL leads to, or why there is none. Redirects are followed as long as they stay with https. */
export async function fetchText(url: string): Promise<{readonly text: string} | {readonly problem: string}> {
	if (!url.startsWith('https://')) return {problem: 'only https is fetched'};
	const {getCACertificates, setDefaultCACertificates} = await import('node:tls');
	setDefaultCACertificates(getCACertificates('system'));
	try {
		const answer = await follow(new URL(url), AbortSignal.timeout(PATIENCE));
		if (!answer.ok) return {problem: `the server answers ${answer.status} ${answer.statusText}`.trimEnd()};
		return await textOf(answer);
	} catch (error) {
		return {problem: whyOf(error)};
	}
}

/** RFC 9110 section 15.4; five are enough for everybody (the limit of old browsers). */
async function follow(url: URL, signal: AbortSignal, left = 5): Promise<Response> {
	const answer = await fetch(url, {redirect: 'manual', signal});
	const next = answer.headers.get('location');
	if (answer.status < 300 || answer.status > 399 || next === null) return answer;
	const to = new URL(next, url);
	if (to.protocol !== 'https:') throw new Error(`it leads to ${to.protocol}//${to.host}, and only https is fetched`);
	if (left === 0) throw new Error('it leads from one place to another more than five times');
	await answer.body?.cancel();
	return follow(to, signal, left - 1);
}

async function textOf(answer: Response): Promise<{readonly text: string} | {readonly problem: string}> {
	const parts: Uint8Array[] = [];
	let length = 0;
	const body: AsyncIterable<Uint8Array> | null = answer.body;
	for await (const part of body ?? []) {
		length += part.byteLength;
		if (length > LIMIT) return {problem: `it is larger than ${LIMIT / 1024} KiB`};
		parts.push(part);
	}
	try {
		return {text: new TextDecoder('utf-8', {fatal: true}).decode(Buffer.concat(parts))};
	} catch {
		return {problem: 'it is not text in UTF-8'};
	}
}

function whyOf(error: unknown): string {
	if (!(error instanceof Error)) return String(error);
	if (error.name === 'TimeoutError') return `no answer within ${PATIENCE / 1000} seconds`;
	const cause = error.cause instanceof Error ? error.cause : error;
	const code = 'code' in cause ? String(cause.code) : '';
	return WHY.get(code) ?? cause.message;
}
