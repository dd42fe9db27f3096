/** What is kept of a job: the same host again, and never the next wipe. */
import {mkdtemp, readFile, rm, stat} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import {expect, it, onTestFinished} from 'vitest';
import {features} from '../../src/features/index.ts';
import {realHost} from '../../src/host/real-host.ts';
import {recordedHost} from '../../src/host/recorded-host.ts';
import {createJob} from '../../src/plan/job.ts';
import {probeMachine} from '../../src/probes/probe.ts';
import {gather} from '../../src/session/answers.ts';
import {endingOf} from '../../src/session/ending.ts';
import {newIds} from '../../src/session/install-plan.ts';
import {keepAnswers, requestOf} from '../../src/session/job-request.ts';

it('leaves out what acts in one run only, through both doors', async () => {
	const folder = await mkdtemp(path.join(os.tmpdir(), 'hostwright-ending-'));
	onTestFinished(() => rm(folder, {recursive: true}));
	const machine = await probeMachine(recordedHost(path.resolve(import.meta.dirname, '../machines/virtio-one')));
	const [target] = machine.disks;
	const hash = `$6$saltsalt$${'x'.repeat(86)}`;
	const {answers} = gather({features, configs: [], cmdline: `reinstall vlan=20 BOOTIF=ens3 adminpw=${hash}`});
	const {text, sources, facts} = keepAnswers(answers);
	expect(text).toContain('expect: any');

	const request = {machine, target, targetIsFile: false, moreDisks: [], appDisks: [], ids: newIds(), sources, facts};
	const image = {path: '/image', size: 0, head: '', file: '', sums: '', version: ''};
	const head = {version: 1, id: 'job', createdAt: '2026-11-20T10:00:00.000Z', action: 'install'} as const;
	const job = {...head, target: '/dev/vda', image, identities: [], digest: '', request};
	const made = await createJob(realHost(), folder, {job, answers: text});
	for (const damage of [{moreDisks: null}, {target: 'x'}, {targetIsFile: 1}, {facts: {}}]) {
		expect(requestOf({...job, request: {...request, ...damage}}), JSON.stringify(damage)).toBeUndefined();
	}
	const {kernelLine, answerFile} = await endingOf(realHost(), made);

	const kept = await readFile(answerFile, 'utf8');
	for (const door of [kernelLine, kept]) {
		expect(door).toContain('20');
		expect(door).not.toMatch(/expect|reinstall/);
	}
	expect(kept).toContain(hash);
	expect((await stat(answerFile)).mode & 0o777).toBe(0o600);
});
