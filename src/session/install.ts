/** From answers to a job: what will be written where, refused with every reason, before anything is. */
import {storage} from '../features/storage/index.ts';
import type {Host} from '../host/host.ts';
import {jobsFolder, newJobHead, type Job, type JobDraft, type JobHead} from '../plan/job.ts';
import type {Plan} from '../plan/step.ts';
import type {Disk, Machine} from '../probes/machine.ts';
import {inodeOf} from '../probes/probe.ts';
import type {Answers, Problem} from '../settings/answers.ts';
import {valuesOf} from './answers.ts';
import {chooseDisks, type Asked, type Choice} from './choose-disks.ts';
import {withWords} from './equivalent.ts';
import {checkImage, newIds, NoPlan, type CheckedImage} from './install-plan.ts';
import {digestOf, keepAnswers, planOf, type JobRequest} from './job-request.ts';
import {jobOn, whenOf} from './jobs.ts';
import {roomProblems} from './room.ts';

export type InstallWish = {
	readonly machine: Machine;
	readonly answers: Answers;
	/** What `gather` found; with an error among them nothing is planned. */
	readonly problems: readonly Problem[];
	/** Words of the kernel line that nobody knows: they go to the installed boot line, as boot.arguments does. */
	readonly unknownWords: readonly string[];
	/** `--disk`: a block device or a plain file that exists; it replaces the resolving of storage.bootDisk. */
	readonly disk?: string | undefined;
	/** `--image`; the image of the medium when absent. */
	readonly image?: string | undefined;
	/** Its check, when it was begun already. */
	readonly checked?: Promise<CheckedImage> | undefined;
	/** Of the job, when a runner waits for it already. */
	readonly head?: JobHead | undefined;
	/** Nobody is there to ask: what needs a person is a problem. */
	readonly unattended: boolean;
	/** Where the image and the tools are, when `host` is a recording. */
	readonly toolsHost?: Host | undefined;
};

export type Prepared =
	| {
			readonly ready: true;
			readonly plan: Plan;
			readonly draft: JobDraft;
			/** Always empty when unattended. */
			readonly asks: readonly Asked[];
			/** Warnings and notes. */
			readonly problems: readonly Problem[];
	  }
	| {readonly ready: false; readonly problems: readonly Problem[]};

/** Where the live medium keeps the image that it installs. */
export const MEDIUM_IMAGE = '/run/hostwright/medium/image.squashfs';

/** Makes the plan that is shown, and the job that will run it. Writes nothing. */
export async function prepareInstall(host: Host, wish: InstallWish): Promise<Prepared> {
	const {machine, answers, unattended} = wish;
	const tools = wish.toolsHost ?? host;
	const values = valuesOf(storage, answers);
	const imageSize = await sizeOfImage(tools, wish);
	const [image, chosen] = await Promise.all([
		findImage(tools, wish),
		chooseDisks(host, {machine, answers, values, disk: wish.disk, imageSize, unattended}),
	]);
	const begun = chosen.choice ? await unfinishedOn(host, chosen.choice, values.expect, wish) : [];
	const imageProblems =
		'problem' in image ? [image.problem] : await insideTarget(tools, image.path, chosen.choice?.target);
	const jobs = jobsFolder(machine.booted === 'live');
	const room = chosen.choice ? await roomProblems(tools, chosen.choice, {imageSize, jobs}) : [];
	// That a disk "is done again" is no longer true when its job stands in the way.
	const judged = begun.some(isError) ? chosen.problems.filter(isError) : chosen.problems;
	const problems = withoutTwins([...wish.problems, ...judged, ...begun, ...imageProblems, ...room]);
	if (!chosen.choice || 'problem' in image || problems.some(isError)) {
		return {ready: false, problems};
	}

	try {
		const drafted = await draftJob(tools, wish, chosen.choice, image);
		return {ready: true, ...drafted, asks: chosen.asks, problems};
	} catch (error) {
		if (!(error instanceof NoPlan)) throw error;
		const problem = {
			setting: '',
			text: '',
			source: '',
			level: 'error',
			message: error.message.replace(/\.$/, ''),
		} as const;
		return {ready: false, problems: [...problems, problem]};
	}
}

const isError = ({level}: Problem) => level === 'error';

/** The same thing said by a rule and by the disk is said once. */
function withoutTwins(problems: readonly Problem[]): readonly Problem[] {
	return problems.filter(
		(problem, index) =>
			!problems
				.slice(0, index)
				.some(other => other.setting === problem.setting && other.message === problem.message),
	);
}

/** Bytes; 0 where there is nothing. */
async function sizeOfImage(host: Host, {image = MEDIUM_IMAGE}: InstallWish): Promise<number> {
	return (await host.stat((await host.resolve(image)) ?? image))?.size ?? 0;
}

async function findImage(
	host: Host,
	{image, machine, checked}: InstallWish,
): Promise<Job['image'] | {readonly problem: Problem}> {
	const problem = (message: string) => ({
		problem: {setting: '', text: image ?? '', source: '--image', level: 'error', message} as const,
	});
	if (image === undefined && machine.booted !== 'live') {
		return problem('no image is given, and this is not a live medium that brings one: give --image PATH');
	}
	const named = image ?? MEDIUM_IMAGE;
	// The file itself: a link could lead elsewhere by the time the job runs.
	const path = (await host.resolve(named)) ?? named;
	const found = await (checked ?? checkImage(host, path));
	return 'problem' in found ? problem(found.problem.replace(/\.$/, '')) : {path, ...found};
}

/** By inode: the image would be erased before it is copied, whatever the two are called. */
async function insideTarget(host: Host, image: string, target: Disk | undefined): Promise<readonly Problem[]> {
	const same = target && (image === target.path || (target.inode && (await inodeOf(host, image)) === target.inode));
	if (!same) return [];
	const message = `${image} is the disk itself, which would be erased before it is read; give a copy of the image`;
	return [{setting: '', text: image, source: '--image', level: 'error', message}];
}

/** An install that stopped half way is named; only who said that data may go starts anew over it. */
async function unfinishedOn(
	host: Host,
	{target}: Choice,
	expect: 'empty' | 'ours' | 'any',
	{machine, unattended}: InstallWish,
): Promise<readonly Problem[]> {
	const known = await jobOn(host, jobsFolder(machine.booted === 'live'), target);
	if (!known) return [];
	const problem = (level: Problem['level'], message: string): Problem => ({
		...{setting: '', text: target.path, source: known.folder, level, message},
	});
	const which = `the install of ${whenOf(known.job)} (job ${known.job.id}) on ${target.path}`;
	if (known.running) return [problem('error', `${which} is running now; wait for its end`)];
	const sentence = `${which} is incomplete; go on with install --resume, or give reinstall to start anew`;
	return [problem(unattended && expect === 'empty' ? 'error' : 'warning', sentence)];
}

/** Stand in for the files of the job while the plan is only shown: one holds the plan's digest, one the secrets. */
const TO_COME = ['job.json', 'answers.yaml', 'journal.jsonl'].map(name => ({
	name,
	text: '(of this job, until it is complete)\n',
}));

async function draftJob(host: Host, wish: InstallWish, choice: Choice, image: Job['image']) {
	const {text, sources, facts} = keepAnswers(withWords(wish.answers, wish.unknownWords));
	// As the runner will read it back: a plan from a record must not differ from a plan from memory.
	const request: JobRequest = structuredClone({
		...choice,
		...{machine: wish.machine, ids: newIds(), sources, facts},
	});
	const head = {...(wish.head ?? newJobHead(host.now())), image};
	const parts = {job: head, request, answers: text};
	const plan = planOf(parts, () => TO_COME);
	const digest = await digestOf(host, parts);
	const identities = plan.erases;
	const job: Job = {
		...head,
		...{version: 1, action: 'install', target: choice.target.path, identities, digest, request},
	};
	return {plan, draft: {job, answers: text}};
}
