/** A page applies the sections whose files follow from its settings: each is changed on a host, and what else becomes of it is looked at. */
import {describe, expect, it} from 'vitest';
import {settingOf} from '../../screens/settings/form.ts';
import type {SettingsPage} from '../../screens/settings/page.ts';
import {settingsPages} from '../../screens/settings/pages.ts';
import {features} from '../../src/features/index.ts';
import type {Host} from '../../src/host/host.ts';
import {realHost} from '../../src/host/real-host.ts';
import {rootedHost} from '../../src/host/rooted-host.ts';
import {debian} from '../../src/platforms/debian.ts';
import {gather} from '../../src/session/answers.ts';
import {planApply} from '../../src/session/apply.ts';
import {packagedFiles} from '../features/packaged.ts';
import {scratch} from '../host/scratch.ts';
import {PW1} from '../settings/hash-samples.ts';

/** Under which every setting means something. */
const AROUND: Readonly<Record<string, string>> = {
	...{'network.interface': 'eno1', 'network.ipv4': 'static', 'network.address': '192.0.2.10/24'},
	...{'iscsi.portal': 'san.example.org', 'iscsi.target': 'iqn.2026-11.org.example:lun', 'kdump.target': 'ssh'},
	...{'kdump.ssh': 'u@h', 'logging.syslog': 'log.example.org', 'logging.syslogProtocol': 'tls'},
	...{'engine.server': 'engine.example.org', 'time.servers': 'ntp.example.org'},
};

/** A text of the setting that is neither its default nor the one around it. */
function anotherOf(name: string): string {
	const {kind, options = {}, default: standard = '', example = ''} = settingOf(name);
	if (kind === 'flag') return standard === 'yes' ? 'no' : 'yes';
	if (kind === 'secret') return PW1;
	if (kind === 'number') return String(Number(standard === '' ? example : standard) + 1);
	if (kind === 'choice') return Object.keys(options).find(each => ![standard, AROUND[name]].includes(each)) ?? '';
	return example;
}

/** A host with all there is, on which no tool is asked anything. */
async function everything(): Promise<Host> {
	const host = rootedHost(realHost(), await scratch());
	const parts = Object.values(debian.parts).flatMap(({files}) => files.slice(0, 1));
	const all = {
		...packagedFiles(debian),
		'/etc/os-release': 'ID=debian\n',
		...Object.fromEntries(parts.map(each => [each, ''])),
	};
	for (const [file, text] of Object.entries(all)) await host.write(file, text);
	return {...host, ask: async () => ({code: 127, stdout: '', stderr: ''})};
}

/** What each section would do, as text. */
async function plansOf(host: Host, texts: Readonly<Record<string, string>>): Promise<ReadonlyMap<string, string>> {
	const source = {rank: 'typed', name: 'typed here'} as const;
	const typed = Object.entries(texts).map(([setting, text]) => ({setting, text, source}));
	const plans = await planApply(host, gather({features, configs: [], typed}).answers);
	if ('problem' in plans) throw new Error(plans.problem);
	return new Map(plans.map(({section, changes, wanted}) => [section, JSON.stringify([changes, wanted.accounts])]));
}

/** Sections that do something else once one of the settings is another. */
async function reachedBy({settings}: SettingsPage): Promise<readonly string[]> {
	const host = await everything();
	const before = await plansOf(host, AROUND);
	const reached = new Set<string>();
	for (const name of settings) {
		const after = await plansOf(host, {...AROUND, [name]: anotherOf(name)});
		for (const [section, plan] of after) if (plan !== before.get(section)) reached.add(section);
	}
	return [...reached].sort();
}

describe('a page', () => {
	it.each(settingsPages)('$title: applies the sections that its settings reach, and no others', async page => {
		expect(await reachedBy(page)).toEqual([...page.sections].sort());
	});
});
