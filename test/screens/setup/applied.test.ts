/**
 * What an Apply of each page of setup writes on a host in a scratch folder, by keys in a pty, and what the real tools make of those
 * files. The features' own tests show of each tool that it would have refused something else.
 */
import {readlinkSync, readdirSync} from 'node:fs';
import path from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {PROFILES} from '../../../src/features/network/profiles.ts';
import {RSYSLOG_FILE} from '../../../src/features/logging/rsyslog.ts';
import {realHost} from '../../../src/host/real-host.ts';
import {chronyd} from '../../checkers/chronyd.ts';
import {measure} from '../../checkers/collectd.ts';
import {field, iscsiadm} from '../../checkers/iscsiadm.ts';
import {kdumpConfig} from '../../checkers/kdump-config.ts';
import {readKdumpConf} from '../../checkers/kdump-conf.ts';
import {nfsDomains} from '../../checkers/nfsidmap.ts';
import {keysOf, lostKeys} from '../../checkers/nmcli.ts';
import {isHashOf} from '../../checkers/openssl.ts';
import {rsyslogd} from '../../checkers/rsyslogd.ts';
import {inShell} from '../../checkers/shell.ts';
import {effective} from '../../checkers/sshd.ts';
import {verifyUnit} from '../../checkers/systemd-analyze.ts';
import {PLATFORMS} from '../../features/rendered.ts';
import {isRoot} from '../../namespace.ts';
import {keys} from '../../pty.ts';
import {press} from '../rig.ts';
import {apply, fill, intoPage, openScratch, STORE, tabTo, toMenu, toPage, type Rooted} from './host.ts';

const PASSWORD = 'tulip-Crane-77-obscure';

if (!isRoot) console.warn('not run here, because it needs root: what an Apply of each page of setup writes');

/** One host, page after page, as somebody sets it up. */
describe.runIf(isRoot).each(PLATFORMS)('what a page wrote on %s', (_, platform) => {
	let pty: Rooted;
	beforeAll(() => {
		pty = openScratch('', platform);
	});
	afterAll(async () => pty.end());

	/** Into a page of this host, wherever the one before has left it. */
	async function page(title: string): Promise<void> {
		await toMenu(pty);
		await toPage(pty, title);
		await intoPage(pty);
	}

	it('Network: an interface with a VLAN, a bridge and a static address, which NetworkManager reads', async () => {
		await page('Network');
		await fill(pty, /Host name/, 'h1.example.org');
		await fill(pty, /VLAN/, '20');
		await fill(pty, /Interface/, 'eno1');
		await tabTo(pty, /IPv4 /);
		await press(pty, keys.right, /IPv4 +< As given here >/);
		await fill(pty, /IPv4 address/, '192.0.2.10/24');
		await fill(pty, /IPv4 gateway/, '192.0.2.1');
		await fill(pty, /DNS servers/, '192.0.2.53');
		await fill(pty, /Search domains/, 'example.org');
		await fill(pty, /MTU, bytes/, '9000');
		await apply(pty, 'Network');
		expect(pty.file(STORE)).toMatch(/hostname: h1\.example\.org\n {2}interface: eno1\n/);
		expect(pty.file('etc/hostname')).toContain('h1.example.org\n');
		const profiles = readdirSync(path.join(pty.root, PROFILES.folder)).map(name =>
			pty.file(`${PROFILES.folder}/${name}`),
		);
		expect(profiles.map(text => keysOf(text).get('connection.type')).sort()).toEqual([
			'bridge',
			'ethernet',
			'vlan',
		]);
		for (const text of profiles) expect(lostKeys(text)).toEqual([]);
		const bridge = profiles.map(keysOf).find(profile => profile.get('connection.type') === 'bridge');
		expect(bridge?.get('ipv4.address1')).toBe('192.0.2.10/24,192.0.2.1');
	});

	it('Security: a password, the port and logins of SSH, by the server itself and by OpenSSL', async () => {
		await page('Security');
		await press(pty, PASSWORD, '*'.repeat(PASSWORD.length));
		await press(pty, keys.tab, /> The same again/);
		await press(pty, PASSWORD, new RegExp(`The same again +\\*{${PASSWORD.length}}`));
		await fill(pty, /SSH port/, '2222');
		await tabTo(pty, /SSH login by password/);
		await press(pty, ' ', /SSH login by password +\[x\]/);
		await tabTo(pty, /Disable AES-NI/);
		await press(pty, ' ', /Disable AES-NI +\[x\]/);
		await fill(pty, /Log out when idle, minutes/, '15');
		const plan = await apply(pty, 'Security');
		expect(plan.join('\n')).toContain('Password of admin: not set -> [secret]');
		const [, hash = 'none'] = /adminPassword: (\S+)/.exec(pty.file(STORE)) ?? [];
		expect(isHashOf(hash, PASSWORD)).toBe(true);
		expect(pty.file('etc/shadow')).toContain(`admin:${hash}:`);
		expect(pty.raw()).not.toContain(PASSWORD);
		expect(Object.fromEntries(effective(pty.root, 'admin'))).toMatchObject({
			...{port: '2222', passwordauthentication: 'yes', permitrootlogin: 'without-password'},
			...{allowtcpforwarding: 'no', permittunnel: 'no'},
		});
		const profile = pty.file('etc/profile.d/hostwright.sh');
		expect(inShell(profile, 'TMOUT')).toBe('900');
		expect(inShell(profile, 'OPENSSL_ia32cap')).toMatch(/^~0x/);
	});

	it('Keyboard: another layout, as a shell and the maker of keymaps read it', async () => {
		await page('Keyboard');
		await press(pty, 'd', /> +de/);
		await press(pty, keys.enter, /\*> de/, 'Keyboard      *|');
		await tabTo(pty, /\[ Apply \]/);
		await apply(pty, 'Keyboard');
		expect(pty.file(STORE)).toMatch(/layout: de/);
		expect(inShell(pty.file('etc/vconsole.conf'), 'KEYMAP')).toBe('de');
		if (platform.keyboard === 'keymap') return;
		const [layout, variant] = ['XKBLAYOUT', 'XKBVARIANT'].map(name =>
			inShell(pty.file('etc/default/keyboard'), name),
		);
		const made = await realHost().run('ckbcomp', ['-layout', layout ?? '', '-variant', variant ?? '']);
		expect(made.stdout.includes('U+00fc')).toBe(true);
	});

	it('Time: servers and the zone, as chronyd reads them', async () => {
		await page('Time');
		await fill(pty, /Time servers/, '192.0.2.123');
		await fill(pty, /Time zone/, 'Europe/Berlin');
		await apply(pty, 'Time');
		const {timeConfig, timeServers} = platform.paths;
		expect(pty.file(STORE)).toMatch(/servers:\n {4}- 192\.0\.2\.123\n {2}zone: Europe\/Berlin/);
		expect(chronyd(path.join(pty.root, timeConfig))).toContain(`sourcedir ${path.dirname(timeServers)}\n`);
		expect(chronyd(path.join(pty.root, timeServers))).toBe('server 192.0.2.123 iburst\n');
		expect(readlinkSync(path.join(pty.root, 'etc/localtime'))).toBe('../usr/share/zoneinfo/Europe/Berlin');
	});

	it('Remote storage: a target with CHAP and the domain of NFS, as iscsiadm and nfsidmap read them', async () => {
		const [target, password] = ['iqn.2026-11.org.example:lun1', 'correct#horse=12'];
		await page('Remote storage');
		await fill(pty, /Initiator name/, 'iqn.2026-11.org.example:host7');
		await fill(pty, /Portal/, 'san.example.org');
		await fill(pty, /Target/, target);
		await fill(pty, /CHAP user/, 'host7');
		await tabTo(pty, /CHAP password/);
		await press(pty, password, /CHAP password +\*{16}/);
		await fill(pty, /NFSv4 domain/, 'example.org');
		await apply(pty, 'Remote storage');
		expect(pty.raw()).not.toContain(password);
		expect(pty.file('etc/iscsi/initiatorname.iscsi')).toContain('InitiatorName=iqn.2026-11.org.example:host7\n');
		const {stdout: record} = iscsiadm(pty.root, platform, ['-m', 'node', '-T', target, '-o', 'show', '-S']);
		expect(field(record, 'node.conn[0].address')).toBe('san.example.org');
		expect(field(record, 'node.session.auth.username')).toBe('host7');
		expect(field(record, 'node.session.auth.password')).toBe(password);
		expect(await nfsDomains(pty.file('etc/idmapd.conf'))).toEqual([['example.org', 'example.org']]);
	});

	it('Logging: what is rotated and where logs go, as logrotate, rsyslogd and systemd read it', async () => {
		await page('Logging');
		await fill(pty, /Largest log file, KiB/, '2048');
		await tabTo(pty, /Rotated/);
		await press(pty, keys.right, /Rotated +< Every week >/);
		await fill(pty, /Syslog server/, 'log.example.org');
		await tabTo(pty, /Syslog protocol/);
		await press(pty, keys.right, /Syslog protocol +< TCP >/);
		await fill(pty, /Netconsole server/, '192.0.2.14');
		await apply(pty, 'Logging');
		expect(pty.file(STORE)).toMatch(/maxSize: 2048\n {2}interval: weekly\n {2}syslog: log\.example\.org/);
		const rotated = [
			'--debug',
			'--state',
			path.join(pty.root, 'state'),
			path.join(pty.root, 'etc/logrotate.d/rsyslog'),
		];
		const {code, stderr} = await realHost().ask('logrotate', rotated);
		expect(code).toBe(0);
		expect(stderr).not.toMatch(/^error:/m);
		expect(stderr).toContain('only log files >= 2097152 bytes are rotated');
		const read = await rsyslogd(platform, pty.file(RSYSLOG_FILE));
		expect(read.stderr).not.toMatch(/error|not known|invalid/i);
		expect(read.code).toBe(0);
		const unit = 'hostwright-netconsole.service';
		expect(pty.file(`etc/systemd/system/${unit}`)).toContain('/etc/hostwright/netconsole 192.0.2.14 6666\n');
		expect(await verifyUnit(unit, pty.file(`etc/systemd/system/${unit}`))).toEqual([]);
	});

	/** What the dumps' own reader has of the file. */
	async function dumps(): Promise<Readonly<Record<string, string>>> {
		const text = pty.file(platform.paths.dumps);
		if (platform.name === 'el') return readKdumpConf(text);
		expect((await kdumpConfig('test', text)).failures).toEqual([]);
		const {shown} = await kdumpConfig('show', text);
		return Object.fromEntries(
			Object.entries(shown).map(([name, value]) => [name.toLowerCase().replace('_', ''), value]),
		);
	}

	it('Kernel dump: where dumps go, by NFS and then by SSH with a key, as kdump reads it', async () => {
		await page('Kernel dump');
		await press(pty, keys.right, /Crash dumps go to +< An NFS server >/);
		await fill(pty, /NFS export/, 'files.example.org:/var/crash');
		await apply(pty, 'Kernel dump');
		expect(pty.file(STORE)).toMatch(/target: nfs\n {2}nfs: files\.example\.org:\/var\/crash/);
		expect(await dumps()).toMatchObject({nfs: 'files.example.org:/var/crash'});
		await tabTo(pty, /Crash dumps go to/);
		await press(pty, keys.right, /Crash dumps go to +< A host, by SSH >/);
		await fill(pty, /SSH login/, 'kdump@files.example.org');
		await fill(pty, /SSH key/, '/root/.ssh/kdump_id_rsa');
		await apply(pty, 'Kernel dump');
		expect(await dumps()).toMatchObject({ssh: 'kdump@files.example.org', sshkey: '/root/.ssh/kdump_id_rsa'});
	});

	it('Monitoring: where measurements go, as collectd reads it', async () => {
		await page('Monitoring');
		await fill(pty, /collectd server/, '127.0.0.1:9');
		await apply(pty, 'Monitoring');
		expect(pty.file(STORE)).toMatch(/collectd: 127\.0\.0\.1:9/);
		const {code, stderr} = await measure(platform, pty.file(platform.paths.collectd));
		expect(stderr).not.toMatch(/not allowed here|Cowardly|error/i);
		expect(code).toBe(0);
	});

	it('Performance: another profile, as the kernel and systemd read it', async () => {
		await page('Performance');
		await fill(pty, /Profile/, 'throughput-performance');
		await apply(pty, 'Performance');
		expect(pty.file(STORE)).toMatch(/profile: throughput-performance/);
		const file = path.join(pty.root, 'etc/sysctl.d/90-hostwright.conf');
		expect(await realHost().ask('sysctl', ['--dry-run', '--load', file])).toMatchObject({code: 0, stderr: ''});
		const unit = 'hostwright-cpu-frequency.service';
		expect(await verifyUnit(unit, pty.file(`etc/systemd/system/${unit}`))).toEqual([]);
	});
});
