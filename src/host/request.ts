/** One request to a web server, over TLS whose trust the caller chooses. Loads nothing until it is asked. */
import type {IncomingMessage} from 'node:http';
import type {RequestOptions} from 'node:https';
import {LIMIT, WHY} from './fetch.ts';
import type {NoAnswer, Trust, WebAnswer, WebRequest} from './host.ts';

/** Seconds for all of a request, when it says nothing. */
const PATIENCE = 20;

export async function request(wanted: WebRequest): Promise<WebAnswer | NoAnswer> {
	const {url, seconds = PATIENCE} = wanted;
	if (!/^https:/.test(url) && !(wanted.plain && /^http:/.test(url)))
		return {problem: 'only https is asked', code: 'ERR_INVALID_PROTOCOL'};
	const signal = AbortSignal.timeout(seconds * 1000);
	try {
		return await readAll(await send(wanted, signal));
	} catch (error) {
		return signal.aborted ? {problem: `no answer within ${seconds} seconds`, code: 'TIMEOUT'} : whyOf(error);
	}
}

/** The given authority is the end of the chain, also when somebody else signed it in turn. */
async function trusting(trust: Trust): Promise<RequestOptions> {
	if (trust === 'anybody') return {rejectUnauthorized: false};
	if (trust !== 'system') return {ca: trust.ca, allowPartialTrustChain: true};
	const {getCACertificates} = await import('node:tls');
	return {ca: getCACertificates('system')};
}

/** Each request has a connection of its own: one that was made with less trust is never used again. */
async function send({url, trust, method, headers, body}: WebRequest, signal: AbortSignal): Promise<IncomingMessage> {
	const web = url.startsWith('https:') ? import('node:https') : import('node:http');
	const [{request: open}, trusted] = await Promise.all([web, trusting(trust)]);
	return new Promise((resolve, reject) => {
		const options = {...trusted, method: method ?? 'GET', headers: {...headers}, agent: false, signal};
		open(url, options).once('response', resolve).once('error', reject).end(body);
	});
}

/** Text as its server labels it, UTF-8 when it does not; what cannot be read in it is shown as such. */
async function readAll(answer: IncomingMessage): Promise<WebAnswer | NoAnswer> {
	const parts: Buffer[] = [];
	let length = 0;
	for await (const part of answer as AsyncIterable<Buffer>) {
		length += part.length;
		if (length > LIMIT) return {problem: `its answer is larger than ${LIMIT / 1024} KiB`, code: 'EMSGSIZE'};
		parts.push(part);
	}
	const headers = Object.entries(answer.headers).map(([name, value]) => [name, String(value)]);
	const {'content-type': type = ''} = answer.headers;
	const text = decoderFor(type).decode(Buffer.concat(parts));
	return {status: answer.statusCode ?? 0, headers: Object.fromEntries(headers) as WebAnswer['headers'], text};
}

function decoderFor(type: string) {
	const [, charset = 'utf-8'] = /charset="?([^";\s]+)/i.exec(type) ?? [];
	try {
		return new TextDecoder(charset);
	} catch {
		return new TextDecoder();
	}
}

function whyOf(error: unknown): NoAnswer {
	if (!(error instanceof Error)) return {problem: String(error), code: ''};
	const code = 'code' in error ? String(error.code) : '';
	const problem = WHY.get(code) ?? error.message;
	return {problem, code, ...(code === 'ERR_TLS_CERT_ALTNAME_INVALID' ? {names: namesIn(error)} : {})};
}

/** `DNS:engine.example.org, IP Address:192.0.2.1`, or the common name of a certificate that has none of these. */
function namesIn(error: Error): readonly string[] {
	const cert = 'cert' in error ? (error.cert as {subjectaltname?: string; subject?: {CN?: string}}) : {};
	const alternatives = cert.subjectaltname?.split(', ').map(each => each.replace(/^(DNS|IP Address):/, ''));
	return alternatives ?? (cert.subject?.CN === undefined ? [] : [cert.subject.CN]);
}
