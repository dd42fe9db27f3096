/**
 * A fake oVirt Engine over real TLS: what facts/services.md 1.6 asks of one. Its CA is not the certificate of its web server; every
 * request is kept; and it can be told to behave as badly as networks and proxies do.
 */
import {generateKeyPairSync} from 'node:crypto';
import type {IncomingMessage, ServerResponse} from 'node:http';
import {createServer} from 'node:https';
import type {AddressInfo} from 'node:net';
import type {Duplex} from 'node:stream';
import {api} from './api.ts';
import {certificates, sshLine, type Certificates} from './certificates.ts';
import {
	errorPage,
	type Answer,
	type Asked,
	type Behaviour,
	type EngineState,
	type Fault,
	type KnownHost,
} from './engine-state.ts';
import {hostRegister, SERVICE} from './host-register.ts';

export type FakeEngine = Pick<Certificates, 'ca' | 'sha1' | 'sha256'> & {
	readonly port: number;
	readonly sshKey: string;
	/** Everything it was asked, in order. */
	readonly asked: readonly Asked[];
	/** The commands of the registration it was asked, in order. */
	commands(): readonly string[];
	readonly hosts: readonly KnownHost[];
	/** May be changed at any time. */
	readonly behaviour: Behaviour;
	close(): Promise<void>;
};

export type FakeOptions = {
	/** Of the server and of the CA it tells about. */
	readonly certificates?: Certificates;
	/** The CA it tells about, where that is not the one that signed its certificate. */
	readonly tells?: string;
	readonly port?: number;
	/** Loopback when absent. */
	readonly address?: string;
	readonly behaviour?: Partial<Behaviour>;
	/** Told of each request as it comes. */
	readonly onAsked?: (asked: Asked) => void;
};

/** One for all: it takes a while to make. */
let engineKey: string | undefined;

function newKey(): string {
	const {privateKey} = generateKeyPairSync('rsa', {
		modulusLength: 2048,
		publicKeyEncoding: {type: 'spki', format: 'pem'},
		privateKeyEncoding: {type: 'pkcs8', format: 'pem'},
	});
	return privateKey;
}

const ADMIN = {user: 'admin@internal', password: 'not-to-be-kept'};

export async function startFakeEngine(options: FakeOptions = {}): Promise<FakeEngine> {
	const own = options.certificates ?? certificates();
	engineKey ??= newKey();
	const behaviour: Behaviour = {
		...{instead: {}, approves: false, admin: ADMIN, course: ['initializing', 'up'], slow: false},
		...options.behaviour,
	};
	const sshKey = sshLine(engineKey, 'ovirt-engine');
	const state: EngineState = {behaviour, hosts: [], ca: options.tells ?? own.ca, sshKey};
	const asked: Asked[] = [];
	const sockets = new Set<Duplex>();
	const server = createServer({key: own.key, cert: own.cert}, (request, response) => {
		void read(request).then(each => {
			asked.push(each);
			options.onAsked?.(each);
			give(response, answerTo(state, each));
		});
	});
	server.on('connection', socket => {
		sockets.add(socket);
		socket.once('close', () => sockets.delete(socket));
	});
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject).listen(options.port ?? 0, options.address ?? '127.0.0.1', resolve);
	});
	return {
		...{ca: own.ca, sha1: own.sha1, sha256: own.sha256, sshKey, asked, hosts: state.hosts, behaviour},
		port: (server.address() as AddressInfo).port,
		commands: () => asked.map(({query, path}) => query['command'] ?? path),
		async close() {
			const closed = new Promise<void>(resolve => server.close(() => resolve()));
			for (const socket of sockets) socket.destroy();
			await closed;
		},
	};
}

async function read(request: IncomingMessage): Promise<Asked> {
	const {pathname, searchParams} = new URL(request.url ?? '/', 'https://engine');
	const {method = 'GET', headers, socket} = request;
	const peer = socket.remoteAddress ?? '';
	let body = '';
	for await (const part of request) body += String(part);
	return {method, path: pathname, query: Object.fromEntries(searchParams), headers, body, peer};
}

function answerTo(state: EngineState, asked: Asked): Answer | Fault {
	const {always, instead} = state.behaviour;
	const key = asked.query['command'] ?? asked.path;
	const other = always ?? instead[key];
	if (other !== undefined) return other;
	if (asked.path === SERVICE) return hostRegister(state, asked);
	return api(state, asked) ?? errorPage(404, 'The requested resource is not available');
}

function give(response: ServerResponse, answer: Answer | Fault): void {
	if (answer === 'silence') return;
	if (answer === 'reset') {
		response.socket?.destroy();
		return;
	}
	response.writeHead(answer.status, {...answer.headers, 'content-type': answer.type}).end(answer.body);
}
