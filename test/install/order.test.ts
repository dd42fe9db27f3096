/** The order of writes (every cut leaves "says incomplete" or "complete"), and steps that can be done again. */
import {copyFileSync} from 'node:fs';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {realHost} from '../../src/host/real-host.ts';
import {rehearsalHost} from '../../src/host/rehearsal-host.ts';
import {probeFile} from '../../src/probes/probe.ts';
import {planDigest, planInstall} from '../../src/session/install-plan.ts';
import {
	answersOf,
	configFile,
	espFile,
	HASH,
	makeDisk,
	makeFolder,
	makeImage,
	OTHER_IDS,
	removeFolder,
	requestFor,
	runSteps,
	tool,
	walkConfig,
} from './fixtures.ts';

const host = realHost();
let folder: string;
let image: string;

beforeAll(async () => {
	folder = await makeFolder();
	image = await makeImage(folder);
});
afterAll(() => removeFolder(folder));

describe('the order of writes', () => {
	it('is the one that survives a power cut at every place', async () => {
		const disk = await makeDisk(folder, 'order.img');
		const rehearsal = rehearsalHost(host, {secrets: []});
		await runSteps(rehearsal, planInstall(await requestFor(host, disk, image)));
		const marks: ReadonlyArray<readonly [name: string, shape: RegExp]> = [
			['table', /^sfdisk/],
			['file system', /mke2fs.* -L (STATE|LOGGING|DATA) /],
			['CONFIG', /mke2fs.* -L CONFIG /],
			['on CONFIG', /debugfs -w/],
			['body of the slot', /^\d+ bytes at 4096 of \S+image\.squashfs to/],
			['head of the slot', /^4096 bytes at 0 of \S+image\.squashfs to/],
			['body read back', /^\d+ bytes at 4096 of \S+image\.squashfs with/],
			['head read back', /^4096 bytes at 0 of \S+image\.squashfs with/],
			['grub.cfg and grubenv', /mcopy .*grub\.cfg .*grubenv/],
			['UEFI loader', /mcopy .*BOOTX64\.NEW/],
			['UEFI loader named', /mren .*BOOTX64\.EFI/],
			['BIOS core', /of \S+core\.img to/],
			['boot record', /^440 bytes at 0 of/],
			['grubenv cleared', /mcopy .*::\/grub\/grubenv$|^1024 bytes at \d+ of/],
			['flush', new RegExp(`^${disk}$`)],
		];
		const order = rehearsal.transcript().flatMap(({kind, text}) => {
			if (kind === 'flush') return ['flush'];
			const line = text.replace(/^([A-Z_0-9]+=\S+ )+/, '');
			return marks.find(([name, shape]) => name !== 'flush' && shape.test(line))?.[0] ?? [];
		});
		expect(order.filter((name, index) => name !== order[index - 1])).toEqual([
			...['flush', 'table', 'flush', 'file system', 'CONFIG', 'flush', 'on CONFIG', 'flush'],
			...['body of the slot', 'body read back', 'on CONFIG', 'flush', 'head of the slot', 'head read back'],
			...['grub.cfg and grubenv', 'flush', 'UEFI loader', 'flush', 'UEFI loader named', 'flush'],
			...['BIOS core', 'flush', 'boot record', 'flush', 'grubenv cleared', 'flush', 'on CONFIG', 'flush'],
		]);
	});

	it('rests on steps that come before', async () => {
		const {steps} = planInstall(await requestFor(host, await makeDisk(folder, 'rests.img'), image));
		for (const [index, {after = []}] of steps.entries())
			expect(steps.slice(0, index).map(({id}) => id)).toEqual(expect.arrayContaining([...after]));
	});

	it('keeps the disk marked as incomplete up to the last step, and the job with its answers on it', async () => {
		const disk = await makeDisk(folder, 'marks.img');
		const plan = planInstall(await requestFor(host, disk, image));
		const states: unknown[] = [];
		for (const step of plan.steps) {
			await step.run(host, () => undefined);
			const found = await probeFile(host, disk);
			states.push([step.id, found.host?.incomplete, await plan.steps.at(-1)?.done?.(host)]);
			if (step.id === 'write-settings') {
				expect(configFile(disk, '/hostwright/job/answers.yaml')).toContain(HASH);
				expect(configFile(disk, '/hostwright/incomplete')).toBe('job-1\n');
			}
			if (step.id === 'install-boot-loaders')
				expect(espFile(disk, '::/grub/grubenv')).toContain('\nincomplete=1\n');
		}
		expect(states).toEqual([
			...['partition', 'make-file-systems', 'write-slot', 'write-settings', 'finish-slot'].map(id => [
				id,
				true,
				false,
			]),
			['install-boot-loaders', true, false],
			['mark-complete', false, true],
		]);
		expect(walkConfig(disk).map(({path: name}) => name)).not.toContain('/hostwright/job/answers.yaml');
	});
});

describe('steps', () => {
	it('find their own work done, and not that of another job', async () => {
		const disk = await makeDisk(folder, 'done.img');
		const request = await requestFor(host, disk, image);
		const [mine, other] = [planInstall(request), planInstall({...request, ids: OTHER_IDS, jobId: 'job-2'})];
		for (const step of mine.steps) {
			expect([step.id, (await step.done?.(host)) ?? false]).toEqual([step.id, false]);
			await step.run(host, () => undefined);
		}
		const asked = mine.steps.filter(({done}) => done);
		expect(asked.map(({id}) => id)).toEqual([
			...['partition', 'make-file-systems', 'write-slot', 'write-settings', 'finish-slot', 'mark-complete'],
		]);
		for (const step of asked) expect([step.id, await step.done?.(host)]).toEqual([step.id, true]);
		for (const id of ['partition', 'make-file-systems']) {
			expect(await other.steps.find(step => step.id === id)?.done?.(host)).toBe(false);
		}
	});

	it('done twice each, or again from any of them on, end in the same disk', async () => {
		const once = await makeDisk(folder, 'once.img');
		const request = await requestFor(host, once, image);
		await runSteps(host, planInstall(request));
		const seen = (disk: string) => [
			tool('sfdisk', ['--dump', disk]).replaceAll(disk, 'DISK'),
			...walkConfig(disk)
				.map(({path: name, mode, owner, size}) => `${name} ${mode} ${owner} ${size}`)
				.sort(),
			...['settings.yaml', 'host.json', 'job/job.json'].map(name => configFile(disk, `/hostwright/${name}`)),
			...['grub.cfg', 'A.sum', 'grubenv'].map(name => espFile(disk, `::/grub/${name}`)),
			tool('mdir', ['-b', '-/', '-i', `${disk}@@${2 * 1024 ** 2}`, '::/']),
		];
		for (const again of [1, 4]) {
			const disk = await makeDisk(folder, `again-${again}.img`);
			const {steps} = planInstall(await requestFor(host, disk, image));
			for (const step of steps) {
				await step.run(host, () => undefined);
				await step.run(host, () => undefined);
			}
			for (const step of steps.slice(again)) await step.run(host, () => undefined);
			expect(seen(disk)).toEqual(seen(once));
		}
	});
});

describe('the digest of a plan', () => {
	it('is the same before and after the disk was written, and differs with anything that would be written', async () => {
		const disk = await makeDisk(folder, 'digest.img');
		const request = await requestFor(host, disk, image);
		const before = await planDigest(planInstall(request), host);
		await runSteps(host, planInstall(request));
		expect(await planDigest(planInstall(request), host)).toBe(before);
		const answers = answersOf({'network.vlan': '21'});
		const other = `${image}.other`;
		copyFileSync(image, other);
		for (const change of [{answers}, {ids: OTHER_IDS}, {image: {...request.image, path: other}}]) {
			expect(await planDigest(planInstall({...request, ...change}), host)).not.toBe(before);
		}
	});
});
