/** What became of the ancestor's pages, as docs/ancestor-pages.md tells it, and which screen shows a setting. */
import {existsSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {renderToString} from 'ink';
import {describe, expect, it} from 'vitest';
import {MORE} from '../../screens/install/more-pages.ts';
import {settingOf} from '../../screens/settings/form.ts';
import type {SettingsPage} from '../../screens/settings/page.ts';
import {settingsPages} from '../../screens/settings/pages.ts';
import {Surround} from '../../screens/settings/surroundings.tsx';
import {features} from '../../src/features/index.ts';
import {notYet} from '../../src/features/not-yet.ts';
import {allSettings} from '../../src/settings/section.ts';
import {ConsoleContext, type Console} from '../../src/tui/console.ts';
import {aMachine} from './machine.ts';

const root = path.resolve(import.meta.dirname, '../..');

type Row = {
	readonly page: string;
	readonly field: string;
	readonly settings: readonly string[];
	readonly worked: string;
};

const rows: readonly Row[] = readFileSync(path.join(root, 'docs/ancestor-pages.md'), 'utf8')
	.split('\n')
	.filter(line => line.startsWith('| ') && !line.startsWith('| Page ') && !line.startsWith('| ---'))
	.map(line => {
		const [page = '', field = '', here = '', worked = ''] = line
			.slice(1, -1)
			.split('|')
			.map(cell => cell.trim());
		const settings = [...here.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);
		return {page, field, settings, worked};
	});

/** Pages of facts/ovirt-node.md 2.3 and 2.4; `NIC` and `Ping` are dialogs of Network. */
const PAGES = [
	...[
		'Welcome',
		'Keyboard',
		'Boot device',
		'Data device',
		'Storage sizes',
		'Confirm',
		'Password',
		'Progress',
		'Upgrade',
	],
	...[
		'Status',
		'Network',
		'NIC',
		'Ping',
		'Security',
		'SNMP',
		'CIM',
		'Logging',
		'IPMI',
		'Kernel dump',
		'Remote storage',
	],
	...['Monitoring', 'Diagnostics', 'Performance', 'oVirt Engine', 'Plugins', 'RHSM', 'Support'],
];

/** Settings that pages of the installer ask for by themselves. */
const INSTALLER = readFileSync(path.join(root, 'screens/install/pages.ts'), 'utf8');
const isAskedByInstaller = (name: string) => INSTALLER.includes(`'${name}'`);

/** Settings no screen shows, and why. */
const ELSEWHERE: Readonly<Record<string, string>> = {
	'lifecycle.unattended': 'nobody sits at a screen then',
	'lifecycle.afterwards': 'the last page of the installer asks instead',
	'lifecycle.delay': 'it delays what happens after an unattended run',
	'lifecycle.logLevel': 'it is for the journal of a run that was begun by a kernel line',
	'lifecycle.notify': 'the boot server that begins a run names its own URL',
	'lifecycle.notifyFailure': 'the boot server that begins a run names its own URL',
	'lifecycle.pause': 'it holds a run that was begun by a kernel line for somebody at the console',
	'iscsi.root': 'refused until a host can be installed onto such a disk',
};

describe('the table of the ancestor’s pages', () => {
	it('has every page', () => {
		expect([...new Set(rows.map(({page}) => page))].sort()).toEqual([...PAGES, 'every page'].sort());
	});

	it.each(rows)('$page: $field', ({settings, worked}) => {
		for (const name of settings) expect(() => settingOf(name), name).not.toThrow();
		if (/^(gone|later): .{15,}/.test(worked)) return;
		const [, file = '', title = ''] = /^(\S+\.test\.tsx?): (.+)$/.exec(worked) ?? [];
		expect(existsSync(path.join(root, 'test', file)), worked).toBe(true);
		expect(readFileSync(path.join(root, 'test', file), 'utf8')).toContain(title);
	});
});

const console: Console = {linear: false, quit() {}, redraw() {}, suspend: async () => {}};

/** Values under which fields appear that are hidden else. */
const MOODS: readonly Readonly<Record<string, string>>[] = [
	{},
	{'kdump.target': 'nfs', 'logging.syslogProtocol': 'tls', 'network.ipv4': 'static', 'network.ipv6': 'static'},
	{'kdump.target': 'ssh', 'network.bond': 'bond0'},
];

/** The page as it is drawn under all of these, without a host that tells what it has and with one. */
function drawn(page: SettingsPage): string {
	return MOODS.flatMap(mood =>
		[undefined, aMachine(), aMachine({nics: []})].map(machine => {
			const form = {
				text: (name: string) => mood[name] ?? settingOf(name).default ?? '',
				set() {},
				problem: () => undefined,
				provenance: () => undefined,
				setting: settingOf,
			};
			const passwords = {typed: () => ({password: '', again: ''}), type() {}, tried: false};
			return renderToString(
				<ConsoleContext value={console}>
					<Surround settings={page.settings} around={{form, machine, profiles: undefined, passwords}}>
						<page.Fields />
					</Surround>
				</ConsoleContext>,
			);
		}),
	).join('\n');
}

describe('a screen', () => {
	it.each([...new Set([...settingsPages, ...MORE])])('$title: a page draws every setting it is about', page => {
		const text = drawn(page);
		expect(page.settings.filter(name => !text.includes(settingOf(name).label))).toEqual([]);
	});

	it('shows every setting, or there is a reason', () => {
		const shown = new Set([...settingsPages, ...MORE].flatMap(({settings}) => settings));
		const missing = [...allSettings(features)]
			.map(({name}) => name)
			.filter(name => !shown.has(name) && !isAskedByInstaller(name) && !Object.hasOwn(notYet, name));
		expect(missing.filter(name => !Object.hasOwn(ELSEWHERE, name))).toEqual([]);
		// A reason that is none any more is taken back.
		expect(Object.keys(ELSEWHERE).filter(name => shown.has(name) || isAskedByInstaller(name))).toEqual([]);
	});
});
