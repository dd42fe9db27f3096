/** What the installed host finds on CONFIG: its settings, who it is, and how it came to be. */
import type {Host} from '../../host/host.ts';
import type {Step} from '../../plan/step.ts';
import {MIB} from './size.ts';
import {changeConfig, holdsConfig, type ConfigChange, type ConfigFile} from './steps-config.ts';
import {readExt4} from './steps-ext4.ts';
import {JOB_ID_FILE} from './steps-file-systems.ts';
import type {Target} from './steps.ts';

const INCOMPLETE_FILE = '/hostwright/incomplete';
/** Deleted when CONFIG is full, so that a change still gets through. */
const RESERVE = {path: '/hostwright/reserve', size: 4 * MIB};

/** Answers of the job, with their secrets: a finished copy keeps none. */
const ANSWERS = 'answers.yaml';

export type JobFile = {readonly name: string; readonly text: string};

const jobFile = ({name, text}: JobFile): ConfigFile => ({path: `/hostwright/job/${name}`, text});

/** CONFIG as it is first made. The upper layer of /etc takes the mode of /etc itself. */
export function freshConfig({jobId}: Target, jobFiles: readonly JobFile[]): ConfigChange {
	return {
		folders: [
			{path: '/hostwright', mode: 0o700},
			{path: '/hostwright/job', mode: 0o700},
			{path: '/etc', mode: 0o755},
			{path: '/etc/upper', mode: 0o755},
			{path: '/etc/work', mode: 0o700},
		],
		reserve: RESERVE,
		files: [
			{path: INCOMPLETE_FILE, text: `${jobId}\n`},
			...jobFiles.map(jobFile),
			{path: JOB_ID_FILE, text: `${jobId}\n`},
		],
	};
}

export function writeSettingsStep(target: Target, files: () => readonly ConfigFile[]): Step {
	return {
		id: 'write-settings',
		title: 'Write settings',
		after: ['make-file-systems'],
		async run(host) {
			await changeConfig(host, target, {files: files()});
		},
		done: host => holdsConfig(host, target, files()),
	};
}

/** Takes the mark off CONFIG, and the secrets out of the copy of the job; what is known of the journal stays. */
export async function completeConfig(host: Host, target: Target, jobFiles: readonly JobFile[]): Promise<void> {
	await changeConfig(host, target, {
		remove: [INCOMPLETE_FILE, `/hostwright/job/${ANSWERS}`],
		files: jobFiles.filter(({name}) => name !== ANSWERS).map(jobFile),
	});
}

export async function isConfigComplete(host: Host, target: Target): Promise<boolean> {
	const known = await readExt4(host, target, 'CONFIG', JOB_ID_FILE);
	return known !== undefined && (await readExt4(host, target, 'CONFIG', INCOMPLETE_FILE)) === undefined;
}
