/** Logs sent to a server: the drop-in as rsyslog reads it, and messages that arrive over loopback, or do not. */
import {readdir} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {debian} from '../../../src/platforms/debian.ts';
import {el} from '../../../src/platforms/el.ts';
import {authority} from './authority.ts';
import {freePort, syslogHost, tcpReceiver, tlsReceiver, udpReceiver} from './syslog-host.ts';

const tls = (server: string, ca: string) =>
	`syslog=${server} hostwright.logging.syslogProtocol=tls hostwright.logging.syslogCa=${ca}`;

describe.each([debian, el])('a message on $title', platform => {
	it.each(['127.0.0.1', '::1', 'localhost'])('reaches %s by UDP', async name => {
		const {port, received} = await udpReceiver(name === 'localhost' ? '127.0.0.1' : name);
		const host = await syslogHost(platform, `syslog=${name.includes(':') ? `[${name}]` : name}:${port}`);
		const {log} = await host.start();
		await log('by udp: "quoted" $x');
		expect(await received.until('by udp')).toContain('by udp: "quoted" $x');
	});

	it('reaches the server by TCP, a line each', async () => {
		const {port, received} = await tcpReceiver();
		const host = await syslogHost(platform, `syslog=127.0.0.1:${port} hostwright.logging.syslogProtocol=tcp`);
		const {log} = await host.start();
		await log('by tcp');
		expect(await received.until('by tcp\n')).toMatch(/^<\d+>.* by tcp\n/m);
	});

	it('reaches the server by TLS, as RFC 5425 has it', async () => {
		const ca = await authority();
		const {port, received} = await tlsReceiver(await ca.sign('DNS:localhost'));
		const {log} = await (await syslogHost(platform, tls(`LocalHost:${port}`, ca.path))).start();
		await log('by tls');
		expect(await received.until('by tls')).toMatch(/(^|\D)\d+ <\d+>1 \S+ \S+ \S+ .* by tls/);
	});
});

describe('a message', () => {
	const platform = debian;

	it('waits in a file while the server is away and rsyslog is restarted', async () => {
		const port = await freePort();
		const host = await syslogHost(platform, `syslog=127.0.0.1:${port} hostwright.logging.syslogProtocol=tcp`);
		const first = await host.start();
		await first.log('kept for later');
		await first.said.until('suspended');
		await first.stop();
		expect(await readdir(join(host.dir, 'queues'))).toContain('hostwright.qi');
		const {received} = await tcpReceiver(port);
		await host.start();
		expect(await received.until('kept for later')).toContain('kept for later\n');
	});

	it('reaches an address that stands among the names of the certificate', async () => {
		const ca = await authority();
		const {port, received} = await tlsReceiver(await ca.sign('DNS:127.0.0.1'));
		const {log} = await (await syslogHost(platform, tls(`127.0.0.1:${port}`, ca.path))).start();
		await log('by tls');
		expect(await received.until('by tls')).toContain('by tls');
	});

	it.each([
		['of another name', 'DNS:other.example.org', 'valid', 'ours'],
		['that has the name as an address only, as the warning says', 'IP:127.0.0.1', 'valid', 'ours'],
		['that has expired', 'DNS:localhost', 'expired', 'ours'],
		['of another authority', 'DNS:localhost', 'valid', 'other'],
	] as const)('never reaches a server with a certificate %s', async (_, names, validity, trusted) => {
		const [ca, other] = [await authority(), await authority()];
		const {port, received} = await tlsReceiver(await ca.sign(names, validity));
		const path = trusted === 'ours' ? ca.path : other.path;
		const {log, said} = await (
			await syslogHost(platform, tls(`${names.startsWith('IP') ? '127.0.0.1' : 'localhost'}:${port}`, path))
		).start();
		await log('never to be seen');
		await said.until('suspended');
		await received.until('(');
		expect(received.text).not.toContain('never to be seen');
	});
});

describe.each([debian, el])('rsyslogd -N1 on $title', platform => {
	it.each([
		'syslog=log.example.org',
		'syslog=[2001:db8::14]:1514 hostwright.logging.syslogProtocol=tcp',
		tls('log.example.org', '/etc/pki/tls/certs/log-ca.pem'),
		'syslog=log.example.org hostwright.logging.syslogProtocol=tls',
	])('approves of the whole configuration: %s', async line => {
		const {check} = await syslogHost(platform, line);
		const {code, stderr} = await check();
		expect(stderr).not.toMatch(/error|not known|invalid/i);
		expect(code).toBe(0);
	});

	it('refuses what is no parameter, no protocol, or no text', async () => {
		const {check} = await syslogHost(platform, 'syslog=log.example.org');
		for (const [good, bad] of [
			['queue.type', 'queue.tipe'],
			['protocol="udp"', 'protocol="carrier-pigeon"'],
			['"log.example.org"', '"log.example.org'],
		] as const) {
			const {code, stderr} = await check(text => text.replace(good, bad));
			expect([good, code]).toEqual([good, 1]);
			expect(stderr).toContain('error during parsing file');
		}
	});

	it('approves of a port and a driver that are none, which our rules and the list of parts are there for', async () => {
		const {check} = await syslogHost(platform, tls('log.example.org:6514', '/ca.pem'));
		expect(await check(text => text.replace('"6514"', '"99999"'))).toMatchObject({code: 0});
		expect(await check(text => text.replace('"gtls"', '"nothing"'))).toMatchObject({code: 0});
	});
});
