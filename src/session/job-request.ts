/** What a plan is made from, in a form that a job can keep: the runner makes the very same plan from it. */
import {features} from '../features/index.ts';
import {derivedUuid} from '../features/storage/steps-volumes.ts';
import type {Host} from '../host/host.ts';
import type {Job} from '../plan/job.ts';
import type {Plan} from '../plan/step.ts';
import type {Disk, Machine} from '../probes/machine.ts';
import {merge, type Answers, type Given, type Source} from '../settings/answers.ts';
import {readYaml} from '../sources/yaml-file.ts';
import {answerFileFor} from './equivalent.ts';
import {planDigest, planInstall, type Ids} from './install-plan.ts';

export type JobRequest = {
	/** As it was when the plan was made; the runner probes again and compares the disks. */
	readonly machine: Machine;
	readonly target: Disk;
	readonly targetIsFile: boolean;
	readonly moreDisks: readonly Disk[];
	readonly appDisks: readonly Disk[];
	/** Drawn once, so that a resumed run makes the same disk. */
	readonly ids: Ids;
	/** Where each answer in answers.yaml had come from. */
	readonly sources: Readonly<Record<string, Source>>;
	/** Answers that an answer file leaves out: what the probes said. */
	readonly facts: readonly Given[];
};

/** Ranks that no answer file takes: what a rule, a probe or nobody said. */
const UNSAID: ReadonlySet<string> = new Set(['default', 'fact']);

/** The answers of a job as a file, with its secrets, and where each had come from. */
export function keepAnswers(answers: Answers): Pick<JobRequest, 'sources' | 'facts'> & {readonly text: string} {
	const given = [...answers.values()].filter(({text}) => text !== '');
	const {text} = answerFileFor(answers, features, {once: true, secrets: true});
	return {
		text,
		sources: Object.fromEntries(given.map(({setting, source}) => [setting, source])),
		facts: given
			.filter(({source}) => UNSAID.has(source.rank))
			.map(({setting, text: fact, source}) => ({setting, text: fact, source})),
	};
}

/** The inverse. What the file only spells out for other readers is left aside. */
export function recallAnswers(text: string, {sources, facts}: Pick<JobRequest, 'sources' | 'facts'>): Answers {
	const known = new Map(Object.entries(sources));
	const {givens} = readYaml(text, 'answers.yaml', features);
	const said = givens.flatMap(given => {
		const source = known.get(given.setting);
		return source ? [{...given, source}] : [];
	});
	return merge([...facts, ...said]);
}

/** The request of a job record; undefined when it has none that we can read. */
export function requestOf(job: Job): JobRequest | undefined {
	return isRequest(job.request) ? job.request : undefined;
}

function isRequest(value: unknown): value is JobRequest {
	if (typeof value !== 'object' || value === null) return false;
	const fields = new Map<string, unknown>(Object.entries(value));
	const lists = ['moreDisks', 'appDisks', 'facts'].every(name => Array.isArray(fields.get(name)));
	const records = ['machine', 'target', 'ids', 'sources'].every(name => {
		const field = fields.get(name);
		return typeof field === 'object' && field !== null;
	});
	return lists && records && typeof fields.get('targetIsFile') === 'boolean';
}

/** GUIDs, lower case, of the tables that this job makes and nobody else: on the boot disk, then on each further one. */
export function ownTables({ids, moreDisks, appDisks}: JobRequest): ReadonlySet<string> {
	const further = [...moreDisks, ...appDisks].map((_, index) => derivedUuid(ids, `table-${index}`));
	return new Set([ids.disk, ...further].map(id => id.toLowerCase()));
}

/** Files a plan puts on CONFIG for the day the power goes: read at the time, so that the journal is as far as it is. */
export type JobFiles = () => {readonly name: string; readonly text: string}[];

export type JobParts = {
	readonly job: Pick<Job, 'id' | 'createdAt' | 'image'>;
	readonly request: JobRequest;
	/** Text of answers.yaml. */
	readonly answers: string;
};

/** Makes the plan of a job: the same record and answers give the same plan, wherever and whenever. */
export function planOf({job, request, answers}: JobParts, jobFiles: JobFiles): Plan {
	const {machine, target, targetIsFile, moreDisks, appDisks, ids} = request;
	return planInstall({
		...{machine, target, targetIsFile, moreDisks: [...moreDisks], appDisks: [...appDisks], ids},
		answers: recallAnswers(answers, request),
		image: job.image,
		jobId: job.id,
		createdAt: job.createdAt,
		jobFiles,
	});
}

/** The digest of a job's plan, without the job files: one of them holds it. */
export function digestOf(host: Host, parts: JobParts): Promise<string> {
	return planDigest(
		planOf(parts, () => []),
		host,
	);
}
