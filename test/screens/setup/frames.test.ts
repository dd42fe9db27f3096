/** One 80x24 frame per page of setup, from the bundled program on a recorded host: as it is, with a problem, closed. */
import {describe, expect, it} from 'vitest';
import {keys} from '../../pty.ts';
import {expectFrame, press} from '../rig.ts';
import {fill, intoPage, known, openHost, tabTo, toPage} from './host.ts';

const SETTINGS = [
	...['Network', 'Security', 'Keyboard', 'Time', 'Remote storage', 'Logging', 'Kernel dump', 'Monitoring'],
	...['Performance', 'oVirt Engine'],
] as const;
const fileOf = (title: string) => `setup/${title.toLowerCase().replaceAll(' ', '-')}`;

describe('a page as it is', () => {
	it('is one key away from the one before', async () => {
		const pty = openHost();
		await known(pty);
		await expectFrame('setup/status', pty);
		for (const title of [...SETTINGS, 'Diagnostics', 'Plugins', 'Support', 'Changes']) {
			await press(pty, keys.down, `> ${title}`, `| ${title}`);
			await expectFrame(fileOf(title), pty);
		}
	});
});

/** Page, field, what is wrong with it, and how the sentence begins. */
const WRONG = [
	['Network', /VLAN/, '5000', /"5000" is not a VLAN ID/],
	['Security', /SSH port/, '0', /"0" is not a TCP port/],
	['Time', /Time zone/, 'Mars', /"Mars"/],
	['Remote storage', /Initiator name/, 'host7', /"host7"/],
	['Logging', /Syslog server/, 'a host', /"a host"/],
	['Monitoring', /collectd server/, 'stats:0', /"stats:0"/],
	['oVirt Engine', /Engine/, '-engine', /"-engine"/],
] as const;

describe('a page with a problem', () => {
	it.each(WRONG)('%s', async (title, field, text, sentence) => {
		const pty = openHost();
		await toPage(pty, title);
		await intoPage(pty);
		await fill(pty, field, text);
		await pty.waitFor(sentence);
		await expectFrame(`${fileOf(title)}-problem`, pty);
		// Nothing is planned with it.
		await press(pty, keys.enter, `${title}: cannot be applied`, sentence);
	});

	it('Kernel dump, by keys that were typed before there was anything to see', async () => {
		const pty = openHost();
		await press(pty, `kk${keys.enter}${keys.right}`, /Crash dumps go to.*An NFS server/, /! /);
		await expectFrame('setup/kernel-dump-problem', pty);
	});

	it('Keyboard and Performance: an answer file named what the host does not have', async () => {
		const pty = openHost({}, '--cmdline', 'keyboard=xy tuned=../etc');
		await toPage(pty, 'Keyboard');
		await intoPage(pty);
		await expectFrame('setup/keyboard-problem', await press(pty, '', /! .*"xy"/));
		await press(pty, keys.escape, '> Keyboard');
		await toPage(pty, 'Performance');
		await intoPage(pty);
		await expectFrame('setup/performance-problem', await press(pty, '', /! .*"\.\.\/etc"/));
	});

	it('Security: two passwords that differ', async () => {
		const pty = openHost();
		await toPage(pty, 'Security');
		await intoPage(pty);
		await press(pty, 'tulip-Crane-77', /\*{14}/);
		await press(pty, keys.tab, />.* The same again/);
		await press(pty, 'tulip', /The same again +\*{5}/);
		await press(pty, keys.enter, 'The two passwords differ');
		await expectFrame('setup/security-passwords', pty);
		expect(pty.raw()).not.toContain('tulip');
	});

	it('Network and oVirt Engine: closed while an engine manages the host, and no other page ever is', async () => {
		const pty = openHost({there: ['/var/lib/vdsm/persistence/netconf']});
		await toPage(pty, 'Network');
		await pty.waitFor('oVirt Engine manages');
		await expectFrame('setup/network-closed', pty);
		// Nothing can be typed; only Ping is left.
		await press(pty, keys.enter, '>[ Ping ]');
		expect(pty.frame().join('\n')).not.toContain('[ Apply ]');
		await press(pty, keys.escape, '> Network');
		for (const title of SETTINGS.filter(each => !['Network', 'oVirt Engine'].includes(each)))
			await press(pty, keys.down, `> ${title}`, `| ${title}`, '[ Apply ]');
		await press(pty, keys.down, '> oVirt Engine', '| oVirt Engine', 'oVirt Engine manages');
		expect(pty.frame().join('\n')).not.toContain('[ Apply ]');
		await expectFrame('setup/ovirt-engine-closed', pty);
	});
});

describe('an engine that manages the host', () => {
	it('closes its own page too, and no other', async () => {
		const pty = openHost({there: ['/var/lib/vdsm/persistence/netconf']});
		await toPage(pty, 'oVirt Engine');
		await pty.waitFor(/manages this host[^]*remove it there/);
		expect(pty.frame().join('\n')).not.toMatch(/Connect|\[ Apply \]/);
		await toPage(pty, 'Time');
		await pty.waitFor('[ Apply ]');
	});
});

describe('what stands over a page', () => {
	it('an Apply ends with the plan on a recording', async () => {
		const pty = openHost();
		await toPage(pty, 'Remote storage');
		await intoPage(pty);
		await fill(pty, /NFSv4 domain/, 'example.org');
		await expectFrame(
			'setup/plan',
			await press(pty, keys.enter, 'Remote storage: what would change', 'This is a rehearsal', '>[ Back ]'),
		);
		await press(pty, keys.enter, '| Remote storage', /- Remote storage\*/);
	});

	it('a report, and the way back', async () => {
		const pty = openHost();
		await toPage(pty, 'Diagnostics');
		await press(pty, keys.enter, '- Diagnostics', '> Block devices');
		await expectFrame('setup/report', await press(pty, keys.enter, 'Block devices: lsblk', '480G'));
		await press(pty, keys.escape, '| Diagnostics', '> Block devices');
	});

	it('ping says what is wrong with an address and a count', async () => {
		const pty = openHost();
		await toPage(pty, 'Network');
		await intoPage(pty);
		await tabTo(pty, /\[ Apply \]/);
		await press(pty, keys.right + keys.right, '>[ Ping ]');
		await press(pty, keys.enter, '> Address');
		await press(pty, '\x15no such', 'no such');
		await press(pty, keys.tab, '> Packets');
		await press(pty, '\x15' + '21', /Packets +21/);
		await press(pty, keys.tab, '>[ Ping ]');
		await expectFrame('setup/ping', await press(pty, keys.enter, 'is neither a name', 'is no number of packets'));
	});

	it('help, and the question of how to leave', async () => {
		const pty = openHost();
		await toPage(pty, 'Logging');
		await intoPage(pty);
		await expectFrame('setup/help', await press(pty, keys.f1, 'Logs are kept on this host', '>[ Back ]'));
		await press(pty, keys.enter, '> Largest log file');
		await press(pty, '0', '10240', 'Logging       *|');
		await press(pty, keys.escape, '> Logging');
		await expectFrame('setup/leave', await press(pty, keys.escape, 'Leave setup?', 'is forgotten: Logging'));
	});

	it('F8 comes to the logs from everywhere', async () => {
		const pty = openHost();
		await known(pty);
		await press(pty, keys.f8, '| Support', 'Journal of this boot');
	});
});
