/** Performance as files: kernel settings compared with the kernel's own, a shell that sets processors, tuned's files. */
import {mkdir, readFile, symlink, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {ownProfiles} from '../../../src/features/performance/profiles.ts';
import {performance} from '../../../src/features/performance/index.ts';
import {realHost} from '../../../src/host/real-host.ts';
import {el} from '../../../src/platforms/el.ts';
import {debian} from '../../../src/platforms/debian.ts';
import {verifyUnit} from '../../checkers/systemd-analyze.ts';
import {scratch} from '../../host/scratch.ts';
import {fileAt, rendering, wholeAt, wantedBy} from '../rendered.ts';

const SYSCTL = '/etc/sysctl.d/90-hostwright.conf';
const CPU = '/etc/hostwright/cpu-frequency';
const UNIT = '/etc/systemd/system/hostwright-cpu-frequency.service';

async function inFile(text: string, name = 'file.conf'): Promise<string> {
	const file = join(await scratch(), name);
	await writeFile(file, text);
	return file;
}

describe.each([debian, el])('without tuned, on $title', platform => {
	const without = {platform, has: () => false};
	const wanted = (profile: string) => wantedBy(performance, profile === '' ? '' : `tuned=${profile}`, without);

	it('a profile of ours is what the kernel does with memory', () => {
		expect(wholeAt(wanted(''), SYSCTL))
			.toBe(`# Written by hostwright from its settings; changes here are overwritten.
vm.dirty_ratio = 40
vm.dirty_background_ratio = 5
vm.swappiness = 10
vm.dirty_writeback_centisecs = 500
`);
		expect(wanted('').commands?.map(({command, args}) => [command, ...args].join(' '))).toEqual([
			`/usr/lib/systemd/systemd-sysctl ${SYSCTL}`,
			'systemctl daemon-reload',
			'systemctl restart hostwright-cpu-frequency.service',
		]);
	});

	it.each(ownProfiles)('%s names only what this kernel has, and every profile says all of it', async profile => {
		const text = wholeAt(wanted(profile), SYSCTL);
		const dry = await realHost().ask('sysctl', ['--dry-run', '--load', await inFile(text)]);
		const names = (await realHost().run('sysctl', ['--names', '--all'])).stdout.split('\n');
		const set = text.split('\n').flatMap(line => /^(\S+) = \d+$/.exec(line)?.[1] ?? []);
		expect(dry).toMatchObject({code: 0, stderr: ''});
		expect(names).toEqual(expect.arrayContaining(set));
		expect(set).toHaveLength(4);
	});

	it('a setting the kernel does not have is one that sysctl complains of', async () => {
		const text = wholeAt(wanted(''), SYSCTL).replace('swappiness', 'swappyness');
		const {code, stderr} = await realHost().ask('sysctl', ['--dry-run', '--load', await inFile(text)]);
		expect(code).toBe(1);
		expect(stderr).toContain('swappyness');
	});

	/** Runs the script over two processors, of which the second is governed by what this link leads to. */
	async function setProcessors(profile: string, second?: string) {
		const root = await scratch();
		const here = (name: string) => join(root, name);
		for (const name of ['cpufreq/policy0', 'cpufreq/policy4', 'cpu1/power'])
			await mkdir(here(name), {recursive: true});
		const names = [
			'cpufreq/policy0/scaling_governor',
			'cpufreq/policy4/scaling_governor',
			'cpu1/power/energy_perf_bias',
		];
		for (const name of names) {
			if (second !== undefined && name.includes('policy4')) await symlink(second, here(name));
			else await writeFile(here(name), '');
		}
		const script = await inFile(wholeAt(wanted(profile), CPU).replace('/sys/devices/system/cpu', root));
		const ran = await realHost().ask('sh', [script]);
		const now = await Promise.all(names.map(async name => (await readFile(here(name), 'utf8')).trim()));
		return {...ran, now};
	}

	it.each([
		['virtual-host', 'performance', 'performance'],
		['balanced', 'schedutil', 'normal'],
		['powersave', 'ondemand', 'power'],
	])('%s sets the processors that are there', async (profile, governor, bias) => {
		const {now, code, stderr} = await setProcessors(profile);
		expect({now, code, stderr}).toEqual({now: [governor, governor, bias], code: 0, stderr: ''});
	});

	it('a processor that takes none is no failure, and is asked for each; one that is not there is none either', async () => {
		const {now, code, stderr} = await setProcessors('balanced', '/proc/sys/kernel/ostype');
		expect({now, code, stderr}).toEqual({now: ['schedutil', 'Linux', 'normal'], code: 0, stderr: ''});
		const script = await inFile(
			wholeAt(wanted('balanced'), CPU).replace('/sys/devices/system/cpu', await scratch()),
		);
		expect(await realHost().ask('sh', [script])).toMatchObject({code: 0, stderr: ''});
	});

	it('the script is one that shellcheck has nothing to say about', async () => {
		for (const profile of ownProfiles) {
			const {stdout} = await realHost().ask('shellcheck', [
				'--shell=sh',
				// A list of governors may have one only.
				'--exclude=SC2043',
				await inFile(wholeAt(wanted(profile), CPU)),
			]);
			expect(stdout).toBe('');
		}
	});

	it('a unit sets them at each boot', async () => {
		expect(await verifyUnit('hostwright-cpu-frequency.service', wholeAt(wanted(''), UNIT))).toEqual([]);
		expect(wanted('').files).toContainEqual({
			path: '/etc/systemd/system/multi-user.target.wants/hostwright-cpu-frequency.service',
			link: '../hostwright-cpu-frequency.service',
		});
	});

	it('off leaves no file of ours, and a profile of tuned waits for it', () => {
		for (const profile of ['None', 'sap-hana']) {
			expect(wanted(profile).files.every(file => 'absent' in file)).toBe(true);
			expect(wanted(profile).files.map(({path}) => path)).toEqual(expect.arrayContaining([SYSCTL, CPU, UNIT]));
		}
		expect(wanted('None').waits).toEqual([]);
		expect(wanted('sap-hana').waits).toEqual([
			'"sap-hana" is a profile of tuned, which is not on this host; install the package tuned, or give virtual-host, throughput-performance, latency-performance, balanced, powersave or off.',
		]);
		expect(wanted('constructor').waits).toHaveLength(1);
	});
});

describe.each([debian, el])('with tuned, on $title', platform => {
	const wanted = (profile: string) => wantedBy(performance, `tuned=${profile}`, {...rendering(), platform});

	it('its own files name the profile, and nothing of ours stands against it', () => {
		const found = wanted('sap-hana');
		expect(wholeAt(found, '/etc/tuned/active_profile')).toBe('sap-hana\n');
		expect(wholeAt(found, '/etc/tuned/profile_mode')).toBe('manual\n');
		expect(fileAt(found, SYSCTL)).toEqual({path: SYSCTL, absent: true});
		expect(found.services).toEqual([{unit: 'tuned.service', package: 'tuned', state: 'on'}]);
		expect(found.checks).toMatchObject([{command: 'tuned-adm', args: ['profile_info', 'sap-hana']}]);
		expect("Unable to get information about profile 'sap-hana'").toMatch(found.checks?.[0]?.refuses ?? /$^/);
	});

	it('off is no profile by hand, which tuned does not replace by one it would recommend', () => {
		const found = wanted('off');
		expect(wholeAt(found, '/etc/tuned/active_profile')).toBe('');
		expect(wholeAt(found, '/etc/tuned/profile_mode')).toBe('manual\n');
		expect(found.services).toEqual([{unit: 'tuned.service', package: 'tuned', state: 'kept'}]);
	});
});
