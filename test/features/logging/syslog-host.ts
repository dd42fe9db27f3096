/** A scratch host whose rsyslog is a real one, and receivers on loopback. */
import {spawn, type ChildProcess} from 'node:child_process';
import {createSocket} from 'node:dgram';
import {once} from 'node:events';
import {mkdir, writeFile} from 'node:fs/promises';
import {createServer, type AddressInfo, type Server, type Socket} from 'node:net';
import {join} from 'node:path';
import {createServer as createTlsServer} from 'node:tls';
import {onTestFinished} from 'vitest';
import {RSYSLOG_FILE} from '../../../src/features/logging/rsyslog.ts';
import {logging} from '../../../src/features/logging/index.ts';
import {realHost} from '../../../src/host/real-host.ts';
import type {Platform} from '../../../src/platforms/platform.ts';
import {rsyslogd} from '../../checkers/rsyslogd.ts';
import {scratch} from '../../host/scratch.ts';
import {wholeAt, wantedBy, type About} from '../rendered.ts';
import type {Identity} from './authority.ts';

/** What a receiver got, as soon as it got it. */
export class Received {
	#text = '';
	#waiting: Array<() => void> = [];

	add(text: string) {
		this.#text += text;
		for (const wake of this.#waiting.splice(0)) wake();
	}

	get text() {
		return this.#text;
	}

	async until(part: string): Promise<string> {
		while (!this.#text.includes(part)) await new Promise<void>(resolve => this.#waiting.push(resolve));
		return this.#text;
	}
}

export type Receiver = {readonly port: number; readonly received: Received};

export async function udpReceiver(address = '127.0.0.1'): Promise<Receiver> {
	const received = new Received();
	const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4', message => received.add(message.toString()));
	socket.bind(0, address);
	await once(socket, 'listening');
	onTestFinished(() => void socket.close());
	return {port: socket.address().port, received};
}

async function listening(server: Server, received: Received, port: number): Promise<Receiver> {
	server.listen(port, '127.0.0.1');
	await once(server, 'listening');
	onTestFinished(() => void server.close());
	return {port: (server.address() as AddressInfo).port, received};
}

const reading = (received: Received) => (socket: Socket) => {
	socket.on('data', data => received.add(data.toString()));
	socket.on('error', error => received.add(`(${error.message})`));
	socket.on('close', () => received.add('(closed)'));
	onTestFinished(() => void socket.destroy());
};

export async function tcpReceiver(port = 0): Promise<Receiver> {
	const received = new Received();
	return listening(createServer(reading(received)), received, port);
}

export async function tlsReceiver(identity: Identity): Promise<Receiver> {
	const received = new Received();
	const server = createTlsServer(identity, reading(received));
	server.on('tlsClientError', error => received.add(`(${error.message})`));
	return listening(server, received, 0);
}

/** A port of 127.0.0.1 nobody listens on. */
export async function freePort(): Promise<number> {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const {port} = server.address() as AddressInfo;
	server.close();
	await once(server, 'close');
	return port;
}

export type SyslogHost = {
	readonly dir: string;
	/** Our drop-in. */
	readonly text: string;
	/** `rsyslogd -N1` over the distribution's configuration with our drop-in in it. */
	check(spoil?: (text: string) => string): Promise<{readonly code: number; readonly stderr: string}>;
	/** Starts rsyslogd with the drop-in and a socket of its own. */
	start(): Promise<{log(message: string): Promise<void>; readonly said: Received; stop(): Promise<void>}>;
};

/** The host that a kernel line makes of a platform; its queues are kept in the scratch folder. */
export async function syslogHost(platform: Platform, line: string, more: About = {}): Promise<SyslogHost> {
	const dir = await scratch();
	const queues = join(dir, 'queues');
	await mkdir(queues);
	await mkdir(join(dir, 'rsyslog.d'));
	const here: Platform = {...platform, paths: {...platform.paths, syslogQueues: queues}};
	const text = wholeAt(wantedBy(logging, line, {...more, platform: here}), RSYSLOG_FILE);
	const dropIn = join(dir, 'rsyslog.d', '60-hostwright.conf');
	return {
		dir,
		text,
		async check(spoil = whole => whole) {
			return rsyslogd(platform, spoil(text));
		},
		async start() {
			await writeFile(dropIn, text);
			const socket = join(dir, 'log');
			const itself = await udpReceiver();
			const main = [
				'global(processInternalMessages="on" internalmsg.severity="info")',
				'module(load="imuxsock" SysSock.Use="off")',
				`input(type="imuxsock" Socket="${socket}")`,
				`include(file="${dir}/rsyslog.d/*.conf")`,
				`syslog.* action(type="omfwd" target="127.0.0.1" port="${itself.port}" protocol="udp")`,
			];
			await writeFile(join(dir, 'rsyslog.conf'), `${main.join('\n')}\n`);
			const child = spawn('rsyslogd', ['-n', '-f', join(dir, 'rsyslog.conf'), '-i', join(dir, 'pid')], {
				stdio: 'ignore',
			});
			onTestFinished(() => ended(child));
			await itself.received.until('start');
			return {
				said: itself.received,
				async log(message) {
					await realHost().run('logger', ['--socket', socket, message]);
				},
				stop: () => ended(child),
			};
		},
	};
}

async function ended(child: ChildProcess): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return;
	child.kill('SIGTERM');
	await once(child, 'exit');
}
