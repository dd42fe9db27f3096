/** Where a build happens, and how its tools are started. */
import {mkdirSync, mkdtempSync} from 'node:fs';
import path from 'node:path';
import {execa, ExecaError} from 'execa';
import {cacheFolder} from '../../src/session/stand-in.ts';
import {CannotBuild, type Options} from './options.ts';

/** Folder of the project. */
export const project = path.resolve(import.meta.dirname, '../..');

export type Workshop = {
	readonly options: Options;
	/** What outlives a build: packages, root file systems. */
	readonly cache: string;
	/** This build's own; removed at its end. */
	readonly work: string;
	/** The root file system while it is made. */
	readonly root: string;
	/** What tools print. */
	readonly log: string;
	/** Seconds since 1970 that the build takes for the present (reproducible-builds.org, SOURCE_DATE_EPOCH). */
	readonly epoch: number;
	/** What the image calls itself: IMAGE_VERSION of os-release(5). */
	readonly version: string;
};

/** Makes the folders. */
export async function openWorkshop(options: Options, release: string): Promise<Workshop> {
	const cache = path.join(cacheFolder(), 'image');
	mkdirSync(cache, {recursive: true});
	mkdirSync(options.output, {recursive: true});
	const work = mkdtempSync(path.join(cache, 'build-'));
	const epoch = await presentTime();
	const stamp = new Date(epoch * 1000).toISOString().replace(/\D/g, '').slice(0, 12);
	return {
		...{options, cache, work, epoch},
		root: path.join(work, 'root'),
		log: path.join(options.output, 'build.log'),
		version: `${release}-${stamp}`,
	};
}

/** The given one, else the time of the last commit: the same sources are the same image, whenever they are built. */
async function presentTime(): Promise<number> {
	const given = process.env['SOURCE_DATE_EPOCH'];
	if (given !== undefined && /^\d+$/.test(given)) return Number(given);
	const git = await execa('git', ['-C', project, 'log', '-1', '--format=%ct'], {reject: false});
	if (git.exitCode === 0) return Number(git.stdout);
	throw new CannotBuild(
		'These sources have no history to tell their time; set SOURCE_DATE_EPOCH to seconds since 1970.',
	);
}

export type Extra = {
	readonly input?: string;
	/** File that takes standard output, in place of the log. */
	readonly to?: string;
	/** Over what every tool gets; undefined takes a variable away. */
	readonly env?: Readonly<Record<string, string | undefined>>;
	readonly cwd?: string;
};

/** Debian keeps many tools where an ordinary PATH does not look. UTC and C: no clock and no language of this machine. */
const environment = {
	PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
	...{LC_ALL: 'C.UTF-8', TZ: 'UTC', DEBIAN_FRONTEND: 'noninteractive', HOME: '/root'},
};

/** Runs a tool; what it prints goes to the log. @throws {CannotBuild} with the last it said */
export async function run(shop: Workshop, command: string, args: readonly string[], extra: Extra = {}): Promise<void> {
	const log = {file: shop.log, append: true};
	const {to, input, env, cwd} = extra;
	try {
		await execa(command, [...args], {
			env: {...environment, SOURCE_DATE_EPOCH: String(shop.epoch), ...env},
			extendEnv: false,
			stdout: to === undefined ? ['pipe', log] : {file: to},
			stderr: ['pipe', log],
			...(input === undefined ? {stdin: 'ignore' as const} : {input}),
			...(cwd === undefined ? {} : {cwd}),
		});
	} catch (error) {
		if (!(error instanceof ExecaError)) throw error;
		const said = error.message.trim().split('\n').slice(1).slice(-6);
		throw new CannotBuild([error.shortMessage, ...said, `The whole output is in ${shop.log}.`].join('\n'));
	}
}

/** Runs a tool and answers with what it printed. @throws {ExecaError} */
export async function output(command: string, args: readonly string[]): Promise<string> {
	return (await execa(command, [...args], {env: environment, extendEnv: false})).stdout;
}
