/** Every page of setup by keys in a pty: what it shows, what its buttons do, and how changes are kept and forgotten. */
import {describe, expect, it} from 'vitest';
import {debian} from '../../../src/platforms/debian.ts';
import {isRoot} from '../../namespace.ts';
import {keys} from '../../pty.ts';
import {press} from '../rig.ts';
import {
	apply,
	fill,
	intoPage,
	known,
	openHost,
	openRoot,
	openRunning,
	STORE,
	tabTo,
	toPage,
	type Rooted,
} from './host.ts';

if (!isRoot) console.warn('not run here, because it needs root: Restart and Power off in setup');

/** A host of its own, and into a page of it. */
async function onFreshHost(title: string): Promise<Rooted> {
	const pty = openRoot();
	await toPage(pty, title);
	await intoPage(pty);
	return pty;
}

describe('Network', () => {
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

describe('Performance', () => {
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
		const pty = await onFreshHost('oVirt Engine');
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

	it.runIf(isRoot).each([
		['Restart', 'reboot', 'Restart this host?'],
		['Power off', 'poweroff', 'Power this host off?'],
	])('%s ends setup and runs %s, once that is confirmed', async (button, tool, question) => {
		const pty = openRunning(['reboot', 'poweroff']);
		await known(pty);
		await tabTo(pty, /\[ Restart \]/);
		if (button === 'Power off') await press(pty, keys.right, '>[ Power off ]');
		// What is offered first is the way back.
		await press(pty, keys.enter, question, '>[ Back ]');
		await press(pty, keys.enter, '| Status', `>[ ${button} ]`);
		expect(pty.said()).toBe('');
		await press(pty, keys.enter, question, '>[ Back ]');
		await press(pty, keys.right, `>[ ${button} ]`);
		pty.type(keys.enter);
		expect((await pty.exited).code).toBe(0);
		expect(pty.said()).toBe(`${tool} \n`);
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
		const pty = openRoot(debian, '--linear');
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
		const pty = await onFreshHost('Monitoring');
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
