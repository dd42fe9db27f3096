/** Every page of setup by keys in a pty, on a host in a scratch folder: what its Apply writes there, and what is saved. */
import {describe, expect, it} from 'vitest';
import {keys} from '../../pty.ts';
import {press} from '../rig.ts';
import {apply, fill, intoPage, known, openHost, openRoot, tabTo, toPage, type Rooted} from './host.ts';

const STORE = 'etc/hostwright/settings.yaml';

/** Opens a page of a fresh host in a folder and goes into it. */
async function page(title: string, platform?: 'debian' | 'rhel'): Promise<Rooted> {
	const pty = openRoot(platform);
	await toPage(pty, title);
	await intoPage(pty);
	return pty;
}

describe('Network', () => {
	it('saves and writes an interface with a VLAN, a bridge and a static address', async () => {
		const pty = await page('Network');
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
	});

	it('sends packets to an address', async () => {
		const pty = openHost({asks: {'ping -n -c 3 -w 8 -- 127.0.0.1': '3 packets transmitted, 3 received\n'}});
		await toPage(pty, 'Network');
		await intoPage(pty);
		await tabTo(pty, /\[ Apply \]/);
		await press(pty, keys.right + keys.right, '>[ Ping ]');
		await press(pty, keys.enter, '> Address');
		await press(pty, keys.tab + keys.tab, '>[ Ping ]');
		await press(pty, keys.enter, '3 packets transmitted, 3 received');
	});

	it('makes a bond of two interfaces, and one of them the only one again', async () => {
		const pty = openHost();
		await toPage(pty, 'Network');
		await press(pty, keys.enter, /\[ \] > eno1/);
		await press(pty, ' ', /\[x\] > eno1/);
		await press(pty, keys.down, /\[ \] > eno2/);
		await press(pty, ' ', /\[x\] > eno2/, /Bond +bond0/, /Its options +mode=active-backup/);
		await press(pty, ' ', /\[ \] > eno2/, 'Network       *|');
		expect(pty.frame().join('\n')).not.toContain('bond0');
	});
});

describe('Security', () => {
	it('keeps the hash of a password, and nothing of the password', async () => {
		const pty = await page('Security');
		const password = 'tulip-Crane-77-obscure';
		await press(pty, password, '*'.repeat(22));
		await press(pty, keys.tab, /> The same again/);
		await press(pty, password, /The same again +\*{22}/);
		await fill(pty, /SSH port/, '2222');
		await tabTo(pty, /SSH login by password/);
		await press(pty, ' ', /SSH login by password +\[x\]/);
		const plan = await apply(pty, 'Security');
		expect(plan.join('\n')).toContain('Password of admin: not set -> [secret]');
		expect(pty.file(STORE)).toMatch(/adminPassword: \$6\$/);
		expect(pty.file(STORE)).toMatch(/sshPort: 2222/);
		const [, hash = 'none'] = /adminPassword: (\S+)/.exec(pty.file(STORE)) ?? [];
		expect(pty.file('etc/shadow')).toContain(`admin:${hash}:`);
		expect(pty.file('etc/ssh/sshd_config.d/10-hostwright.conf')).toMatch(/^Port 2222$/m);
		expect(pty.raw()).not.toContain(password);
	});

	it('turns on what else it has', async () => {
		const pty = await page('Security');
		await tabTo(pty, /Disable AES-NI/);
		await press(pty, ' ', /Disable AES-NI +\[x\]/);
		await fill(pty, /Strong random bytes, bytes/, '32');
		await fill(pty, /Log out when idle, minutes/, '15');
		await apply(pty, 'Security');
		expect(pty.file(STORE)).toMatch(/strongRng: 32\n {2}disableAesNi: yes\n {2}idleLogout: 15/);
	});
});

describe('Remote storage', () => {
	it('writes the name of the initiator and the domain of NFS', async () => {
		const pty = await page('Remote storage');
		await fill(pty, /Initiator name/, 'iqn.2026-11.org.example:host7');
		await fill(pty, /NFSv4 domain/, 'example.org');
		await apply(pty, 'Remote storage');
		expect(pty.file('etc/iscsi/initiatorname.iscsi')).toContain('InitiatorName=iqn.2026-11.org.example:host7\n');
		expect(pty.file('etc/idmapd.conf')).toMatch(/^Domain = example\.org$/m);
	});
});

describe('Time', () => {
	it('writes the servers and the zone', async () => {
		const pty = await page('Time');
		await fill(pty, /Time servers/, '192.0.2.123');
		await fill(pty, /Time zone/, 'Europe/Berlin');
		await apply(pty, 'Time');
		expect(pty.file('etc/chrony/sources.d/hostwright.sources')).toMatch(/^server 192\.0\.2\.123 /m);
		expect(pty.file(STORE)).toMatch(/servers:\n {4}- 192\.0\.2\.123\n {2}zone: Europe\/Berlin/);
	});
});

describe('Keyboard', () => {
	it('sets another layout', async () => {
		const pty = await page('Keyboard');
		await press(pty, 'd', /> +de/);
		await press(pty, keys.enter, /\*> de/, 'Keyboard      *|');
		await tabTo(pty, /\[ Apply \]/);
		await apply(pty, 'Keyboard');
		expect(pty.file(STORE)).toMatch(/layout: de/);
	});
});

describe('Logging', () => {
	it('writes what is rotated and where logs go', async () => {
		const pty = await page('Logging');
		await fill(pty, /Largest log file, KiB/, '2048');
		await tabTo(pty, /Rotated/);
		await press(pty, keys.right, /Rotated +< Every week >/);
		await fill(pty, /Syslog server/, 'log.example.org');
		await tabTo(pty, /Syslog protocol/);
		await press(pty, keys.right, /Syslog protocol +< TCP >/);
		await fill(pty, /Netconsole server/, '192.0.2.14');
		await apply(pty, 'Logging');
		expect(pty.file(STORE)).toMatch(/maxSize: 2048\n {2}interval: weekly\n {2}syslog: log\.example\.org/);
	});
});

describe('Kernel dump', () => {
	it('writes where dumps go', async () => {
		const pty = await page('Kernel dump');
		await press(pty, keys.right, /Crash dumps go to +< An NFS server >/);
		await fill(pty, /NFS export/, 'files.example.org:/var/crash');
		await apply(pty, 'Kernel dump');
		expect(pty.file(STORE)).toMatch(/target: nfs\n {2}nfs: files\.example\.org:\/var\/crash/);
	});
});

describe('Monitoring', () => {
	it('writes where measurements go', async () => {
		const pty = await page('Monitoring');
		await fill(pty, /collectd server/, 'stats.example.org');
		await apply(pty, 'Monitoring');
		expect(pty.file(STORE)).toMatch(/collectd: stats\.example\.org/);
	});
});

describe('Performance', () => {
	it('sets another profile', async () => {
		const pty = await page('Performance');
		await fill(pty, /Profile/, 'throughput-performance');
		await apply(pty, 'Performance');
		expect(pty.file(STORE)).toMatch(/profile: throughput-performance/);
	});

	it('shows those the host has as a table', async () => {
		const pty = openHost();
		await toPage(pty, 'Performance');
		await press(pty, keys.enter, /\*> virtual-host/);
		await press(pty, keys.up, /> +throughput-performance/);
		await press(pty, keys.enter, /\*> throughput-performance/, 'Performance   *|');
	});
});

describe('oVirt Engine', () => {
	it('saves the engine, and writes whom the host is to register with', async () => {
		const pty = await page('oVirt Engine');
		await fill(pty, /Engine/, 'engine.example.org');
		await fill(pty, /Port/, '8443');
		await apply(pty, 'oVirt Engine');
		expect(pty.file('etc/hostwright/register')).toContain('server=engine.example.org\nport=8443\n');
		expect(pty.file(STORE)).toMatch(/server: engine\.example\.org\n {2}port: 8443/);
	});
});

describe('Status', () => {
	it('shows host keys and the processor', async () => {
		const pty = openHost();
		await known(pty);
		await press(pty, keys.tab, '>[ Host keys ]');
		await press(pty, keys.enter, 'There is no key in /etc/ssh');
		await press(pty, keys.enter, '| Status', '>[ Host keys ]');
		await press(pty, keys.right, '>[ CPU details ]');
		await press(pty, keys.enter, 'Architecture: x86_64');
	});

	it('offers no restart of a host that does not run', async () => {
		const pty = openRoot();
		await known(pty);
		expect(pty.frame().join('\n')).not.toContain('Restart');
	});
});

describe('Diagnostics and Support', () => {
	it('show what tools and logs say, and which are not on the host', async () => {
		const pty = openHost();
		await toPage(pty, 'Diagnostics');
		await press(pty, keys.enter, '- Diagnostics', '> Block devices');
		await press(pty, keys.down, '> Multipath maps');
		await press(pty, keys.enter, 'multipath is not on this host.');
		await press(pty, keys.enter, '| Diagnostics');
		await press(pty, keys.f8, '| Support');
		await press(pty, keys.enter, 'Linux version 6.1');
	});
});

describe('Plugins', () => {
	it('lists what lies there and says that nothing is loaded', async () => {
		const pty = openHost({files: {'/etc/hostwright/plugins/snmp.mjs': ''}});
		await toPage(pty, 'Plugins');
		await pty.waitFor('Nothing of them is');
		expect(pty.frame().join('\n')).toContain('snmp.mjs');
	});
});

describe('linear mode', () => {
	it('asks for a page, its settings and whether to apply, and comes back to the list', async () => {
		const pty = openRoot('debian', '--linear');
		await pty.waitFor('number [1]:');
		await press(pty, '1\r', /== Status ==[^]*Settings +no change is waiting[^]*Look at:/);
		await press(pty, ':back\r', /== Setup ==[^]*number \[1\]:/);
		await press(pty, '9\r', 'collectd server:');
		await press(pty, 'stats.example.org\r', 'What now:');
		await press(pty, '1\r', 'Monitoring: what would change', 'collectd server: not set -> stats.example.org');
		await press(pty, '1\r', 'Monitoring: applied', /1\) Back/);
		await press(pty, '1\r', '== Monitoring ==', '[stats.example.org]:');
		expect(pty.file(STORE)).toMatch(/collectd: stats\.example\.org/);
	});
});

describe('changes', () => {
	it('are marked, taken back by Reset, and asked about before they are forgotten', async () => {
		const pty = await page('Monitoring');
		await fill(pty, /collectd server/, 'stats.example.org');
		await pty.waitFor('Monitoring    *|');
		await tabTo(pty, /\[ Apply \]/);
		await press(pty, keys.right, '>[ Reset ]');
		await press(pty, keys.enter, '( Reset )', 'Monitoring     |');
		await fill(pty, /collectd server/, 'stats.example.org');
		await press(pty, keys.escape, '> Monitoring');
		await press(pty, keys.escape, 'Leave setup?', 'is forgotten: Monitoring');
		await press(pty, keys.enter);
		expect((await pty.exited).code).toBe(0);
	});

	it('an answer file brings count as changes, and stay until they are applied', async () => {
		const pty = openHost({}, '--cmdline', 'collectd=stats.example.org ntp=192.0.2.123');
		await pty.waitFor('Monitoring    *|');
		await pty.waitFor('Time          *|');
		await pty.waitFor('2 settings differ from what is saved');
	});
});
