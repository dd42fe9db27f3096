/** The real command, as a person or a script starts it: the bundle, in a home of its own. */
import {spawn} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';

export const launcher = path.resolve(import.meta.dirname, '../../bin/hostwright');

export type Ended = {readonly code: number; readonly stdout: string; readonly stderr: string};

export type Home = {
	readonly folder: string;
	readonly jobs: string;
	readonly env: Readonly<Record<string, string>>;
	/** Runs the command to its end. */
	run(...args: readonly string[]): Promise<Ended>;
	remove(): void;
};

/** A scratch folder that is also the command's HOME, state and cache. */
export function makeHome(): Home {
	const folder = mkdtempSync(path.join(os.tmpdir(), 'hostwright-'));
	const state = path.join(folder, 'state');
	const env = {
		...{HOME: folder, XDG_STATE_HOME: state, XDG_CONFIG_HOME: path.join(folder, 'config')},
		...{XDG_CACHE_HOME: path.join(folder, 'cache'), PATH: process.env['PATH'] ?? '', LANG: 'C'},
	};
	return {
		...{folder, env, jobs: path.join(state, 'hostwright/jobs')},
		run: (...args) => runCommand(launcher, args, env),
		remove: () => rmSync(folder, {recursive: true}),
	};
}

/** Runs a program to its end, whatever its code. */
export function runCommand(
	program: string,
	args: readonly string[],
	env: Readonly<Record<string, string>>,
): Promise<Ended> {
	return new Promise((resolve, reject) => {
		const child = spawn(program, args, {env, stdio: ['ignore', 'pipe', 'pipe']});
		let stdout = '';
		let stderr = '';
		child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
		child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
		child.once('error', reject);
		child.once('close', code => resolve({code: code ?? 128, stdout, stderr}));
	});
}

/** Runs tasks so many at a time, in order of their beginning. */
export async function inParallel<T>(
	width: number,
	tasks: readonly T[],
	work: (task: T) => Promise<void>,
): Promise<void> {
	const left = [...tasks];
	const worker = async () => {
		for (let task = left.shift(); task !== undefined; task = left.shift()) await work(task);
	};
	await Promise.all(Array.from({length: width}, worker));
}
