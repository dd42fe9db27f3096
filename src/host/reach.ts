/** Asking other hosts: name servers, time servers, and whoever listens on a TCP port. Loads nothing until it is asked. */
import type {Socket} from 'node:dgram';
import type {Asked} from './host.ts';
import {WHY} from './fetch.ts';

/** Milliseconds for an answer. */
const PATIENCE = 3000;

/** Answers of a name server that has no address to tell (c-ares, RFC 1035 section 4.1.1): it answers all the same. */
const HAS_NONE = new Set(['ENOTFOUND', 'ENODATA']);

/** The addresses of a name, both families, by one name server at its port 53 and no other; none when it says that there are none. */
export async function lookUp(server: string, name: string): Promise<Asked<{readonly addresses: readonly string[]}>> {
	const {Resolver} = await import('node:dns/promises');
	const resolver = new Resolver({timeout: PATIENCE, tries: 1});
	resolver.setServers([server]);
	const begun = performance.now();
	const answers = await Promise.allSettled([resolver.resolve4(name), resolver.resolve6(name)]);
	const milliseconds = performance.now() - begun;
	const addresses = answers.flatMap(answer => (answer.status === 'fulfilled' ? answer.value : []));
	const failed = answers.map(answer => (answer.status === 'rejected' ? codeOf(answer.reason) : ''));
	if (addresses.length > 0 || failed.some(code => HAS_NONE.has(code))) return {addresses, milliseconds};
	return {
		problem: failed[0] === 'ETIMEOUT' ? noAnswer : (WHY_NO_NAME.get(failed[0] ?? '') ?? whyOf(failed[0] ?? '')),
	};
}

const WHY_NO_NAME: ReadonlyMap<string, string> = new Map([
	['ESERVFAIL', 'it cannot find out itself'],
	['EREFUSED', 'it refuses to answer this host'],
]);

const noAnswer = `no answer within ${PATIENCE / 1000} seconds`;

const whyOf = (code: string) => WHY.get(code) ?? code;
const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : String(error));

/** NTP (RFC 5905 section 7.3): the first byte of a client's packet says version 4, mode 3. */
const CLIENT = 0x23;
const PACKET = 48;
/** Seconds from 1900, where NTP begins, to 1970. */
const EPOCH = 2_208_988_800;
/** Stratum 0 is a refusal, 16 a server that has no time itself. */
const NO_TIME = new Set([0, 16]);

/** How far the clock of a time server is before ours, in seconds. */
export async function askTime(server: string): Promise<Asked<{readonly offset: number}>> {
	const [{createSocket}, {lookup}] = await Promise.all([import('node:dgram'), import('node:dns/promises')]);
	try {
		const {address, family} = await lookup(server);
		const socket = createSocket(family === 6 ? 'udp6' : 'udp4');
		try {
			return await exchange(socket, address);
		} finally {
			socket.close();
		}
	} catch (error) {
		return {problem: whyOf(codeOf(error))};
	}
}

function exchange(socket: Socket, address: string): Promise<Asked<{readonly offset: number}>> {
	return new Promise((resolve, reject) => {
		const timer = setTimeout(() => resolve({problem: noAnswer}), PATIENCE);
		const packet = Buffer.alloc(PACKET);
		packet[0] = CLIENT;
		const sent = Date.now();
		socket.once('error', reject);
		socket.once('message', answer => {
			clearTimeout(timer);
			resolve(timeIn(answer, sent, Date.now()));
		});
		socket.once('connect', () => socket.send(packet));
		socket.connect(123, address);
	});
}

/** @param sent milliseconds since 1970, as is `received` */
function timeIn(answer: Buffer, sent: number, received: number): Asked<{readonly offset: number}> {
	if (answer.length < PACKET || NO_TIME.has(answer[1] ?? 0))
		return {problem: 'it answers that it has no time itself'};
	const at = (where: number) =>
		(answer.readUInt32BE(where) - EPOCH + answer.readUInt32BE(where + 4) / 2 ** 32) * 1000;
	const offset = (at(32) - sent + (at(40) - received)) / 2;
	return {offset: offset / 1000, milliseconds: received - sent};
}

/** Whether somebody takes a TCP connection, which is closed at once. */
export async function connect(host: string, port: number): Promise<Asked<object>> {
	const {createConnection} = await import('node:net');
	const begun = performance.now();
	return new Promise(resolve => {
		const socket = createConnection({host, port, timeout: PATIENCE});
		const end = (answer: Asked<object>) => {
			socket.destroy();
			resolve(answer);
		};
		socket.once('connect', () => end({milliseconds: performance.now() - begun}));
		socket.once('timeout', () => end({problem: noAnswer}));
		socket.once('error', error => end({problem: whyOf(codeOf(error))}));
	});
}
