/** Logging as files: golden text, what waits, and what hostile texts come to. */
import {describe, expect, it} from 'vitest';
import {NETCONSOLE_SCRIPT, NETCONSOLE_UNIT} from '../../../src/features/logging/netconsole.ts';
import {el} from '../../../src/platforms/el.ts';
import {debian} from '../../../src/platforms/debian.ts';
import {RSYSLOG_FILE, rsyslogString} from '../../../src/features/logging/rsyslog.ts';
import {logging} from '../../../src/features/logging/index.ts';
import {realHost} from '../../../src/host/real-host.ts';
import {SAMPLES, takenHostile} from '../../hostile.ts';
import {scratch} from '../../host/scratch.ts';
import {fileAt, rendering, wholeAt, urlsBy, wantedBy, type About} from '../rendered.ts';
import {authority} from './authority.ts';

const CA_FILE = '/etc/hostwright/syslog-ca.pem';
const URL = 'https://pki.example.org/ca.pem';
const TLS = 'syslog=log.example.org hostwright.logging.syslogProtocol=tls';

describe.each([debian, el])('logs on $title', platform => {
	const wanted = (line: string, more: About = {}) => wantedBy(logging, line, {platform, ...more});
	const queues = platform.name === 'debian' ? '/var/spool/rsyslog' : '/var/lib/rsyslog';

	it('are sent by UDP', () => {
		expect(wholeAt(wanted('syslog=[2001:db8::14]:1514'), RSYSLOG_FILE))
			.toBe(`# Written by hostwright from its settings; changes here are overwritten.
action(
	type="omfwd"
	target="2001:db8::14"
	port="1514"
	protocol="udp"
	action.resumeRetryCount="-1"
	queue.type="LinkedList"
	queue.filename="hostwright"
	queue.spoolDirectory="${queues}"
	queue.maxDiskSpace="64m"
	queue.saveOnShutdown="on"
	queue.timeoutEnqueue="0"
)
`);
	});

	it('are sent by TLS, by what the host trusts', () => {
		expect(wholeAt(wanted(TLS), RSYSLOG_FILE).split('\n').slice(1, 14)).toEqual([
			'action(',
			'\ttype="omfwd"',
			'\ttarget="log.example.org"',
			'\tport="6514"',
			'\tprotocol="tcp"',
			'\tTCP_Framing="octet-counted"',
			'\ttemplate="RSYSLOG_SyslogProtocol23Format"',
			'\tStreamDriver="gtls"',
			'\tStreamDriverMode="1"',
			'\tStreamDriverAuthMode="x509/name"',
			'\tStreamDriverPermittedPeers="log.example.org"',
			'\tStreamDriver.PermitExpiredCerts="off"',
			`\tStreamDriver.CAFile="${platform.paths.trusted}"`,
		]);
	});

	it('are sent nowhere and leave nothing when no server is given', () => {
		const {files, services, waits} = wanted('');
		expect(files.filter(file => 'text' in file)).toEqual([]);
		expect(files.filter(file => 'absent' in file).map(({path}) => path)).toEqual(
			expect.arrayContaining([RSYSLOG_FILE, CA_FILE, NETCONSOLE_UNIT, NETCONSOLE_SCRIPT]),
		);
		expect(services).toEqual([
			{unit: 'rsyslog.service', package: 'rsyslog', state: 'kept', reads: [RSYSLOG_FILE, CA_FILE]},
		]);
		expect(waits).toEqual([]);
	});

	it('are checked by rsyslogd, logrotate and, for a certificate, openssl', () => {
		const commands = (line: string) => wanted(line).checks?.map(({command}) => command);
		expect(commands('')).toEqual(['logrotate', 'rsyslogd']);
		expect(commands(TLS)).toEqual(['logrotate', 'rsyslogd', 'openssl']);
	});

	it('wait, with what was there before, for the package of TLS', () => {
		const {files, waits} = wanted(TLS, {has: part => part !== 'syslogTls'});
		expect(files.map(({path}) => path)).not.toContain(RSYSLOG_FILE);
		expect(waits).toEqual([
			'Logs are not sent to "log.example.org" by TLS yet; install the package rsyslog-gnutls.',
		]);
	});
});

describe('the certificate of the syslog server', () => {
	const line = `${TLS} hostwright.logging.syslogCa=`;

	it('is fetched by URL for tls alone', () => {
		expect(urlsBy(logging, `${line}${URL}`)).toEqual([URL]);
		expect(urlsBy(logging, `${line}/etc/ca.pem`)).toEqual([]);
		expect(urlsBy(logging, `syslog=log hostwright.logging.syslogCa=${URL}`)).toEqual([]);
		expect(urlsBy(logging, `hostwright.logging.syslogProtocol=tls hostwright.logging.syslogCa=${URL}`)).toEqual([]);
	});

	it('becomes a file for everybody, of the certificates in the text and of nothing else', async () => {
		const [one, two] = [await authority(), await authority()];
		const text = `Subject: x\r\n${one.pem.replaceAll('\n', '\r\n')}\n# between\n${two.pem}-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n`;
		const wanted = wantedBy(logging, `${line}${URL}`, {texts: {[URL]: text}});
		expect(fileAt(wanted, CA_FILE)).toEqual({
			path: CA_FILE,
			text: `# Written by hostwright from its settings; changes here are overwritten.\n${one.pem}${two.pem}`,
		});
		expect(wholeAt(wanted, RSYSLOG_FILE)).toContain(`StreamDriver.CAFile="${CA_FILE}"`);
		expect(wanted.checks?.at(-1)?.args).toContain(CA_FILE);
	});

	it.each([
		['<html>Sign in</html>'],
		['-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'],
		['-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n'],
	])('waits while the URL leads to something else', text => {
		const {files, waits} = wantedBy(logging, `${line}${URL}`, {texts: {[URL]: text}});
		expect(files.map(({path}) => path)).not.toEqual(expect.arrayContaining([RSYSLOG_FILE]));
		expect(waits).toEqual([`"${URL}" leads to no certificates in PEM; have it lead to some.`]);
	});

	it('leaves everything as it is while it could not be fetched, which is said elsewhere', () => {
		const {files, waits} = wantedBy(logging, `${line}${URL}`);
		expect(files.map(({path}) => path)).not.toEqual(expect.arrayContaining([RSYSLOG_FILE]));
		expect(files.map(({path}) => path)).not.toEqual(expect.arrayContaining([CA_FILE]));
		expect(waits).toEqual([]);
	});

	it('is missed by the check, which rsyslogd -N1 does not', async () => {
		const check = wantedBy(logging, `${line}/nowhere/ca.pem`).checks?.at(-1);
		const ran = await realHost().ask(check?.command ?? '', check?.args ?? []);
		expect(ran.code).toBe(1);
		const found = await realHost().ask('openssl', ['x509', '-noout', '-in', (await authority()).path]);
		expect(found.code).toBe(0);
	});
});

describe('hostile texts', () => {
	/** Reads what is between the quotes again, as rsyslog's lexer does: a backslash takes the next character. */
	const reread = (quoted: string) => {
		expect(quoted).toMatch(/^"(?:[^"\\]|\\.)*"$/su);
		return quoted.slice(1, -1).replace(/\\(.)/gsu, '$1');
	};

	it('are quoted for rsyslog whatever they are', () => {
		for (const text of SAMPLES) expect(reread(rsyslogString(text))).toBe(text);
	});

	it.each(['syslog', 'syslogCa', 'netconsole'] as const)('that %s takes end no line of a file', async name => {
		const values = {
			...({maxSize: 1024, interval: 'daily', syslog: 'log', syslogProtocol: 'tls'} as const),
			...{syslogCa: undefined, netconsole: undefined},
		};
		const plain = logging.render?.({...values, [name]: name === 'syslogCa' ? '/etc/ca.pem' : 'log'}, rendering());
		const lines = (wanted: typeof plain) =>
			wanted?.files.flatMap(file => ('text' in file ? [`${file.path} ${file.text.split('\n').length}`] : []));
		const taken = takenHostile(logging.settings[name]).filter(text => !text.startsWith('https:'));
		expect(taken.length).toBeGreaterThan(5);
		for (const text of taken) {
			expect([text, lines(logging.render?.({...values, [name]: text}, rendering()))]).toEqual([
				text,
				lines(plain),
			]);
		}
	});

	it('that a path of a certificate may hold are read by rsyslog', async () => {
		const paths = takenHostile(logging.settings.syslogCa).filter(text => text.startsWith('/'));
		expect(paths.length).toBeGreaterThan(20);
		const actions = paths.map((path, at) =>
			wholeAt(wantedBy(logging, `${TLS} "hostwright.logging.syslogCa=${path}"`), RSYSLOG_FILE).replace(
				'queue.filename="hostwright"',
				`queue.filename="hostwright-${at}"`,
			),
		);
		const file = `${await scratch()}/all.conf`;
		await realHost().write(file, actions.join(''));
		expect(await realHost().ask('rsyslogd', ['-N1', '-f', file])).toMatchObject({code: 0});
	});
});
