/** Says what a build is doing and how long it will take: by the times of the last build, which it keeps. */
import {readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';

export type Stage = {
	readonly title: string;
	/** Seconds it took where it was first measured, for a machine that has not built yet. */
	readonly usual: number;
	run(): Promise<void> | void;
};

/** Runs the stages in order. @param memory folder that keeps how long each took */
export async function runStages(stages: readonly Stage[], memory: string): Promise<void> {
	const file = path.join(memory, 'times.json');
	const times = readTimes(file);
	const expected = ({title, usual}: Stage) => times[title] ?? usual;
	const all = performance.now();
	for (const [index, stage] of stages.entries()) {
		const left = stages.slice(index).reduce((sum, each) => sum + expected(each), 0);
		process.stdout.write(`[${index + 1}/${stages.length}] ${stage.title} (about ${inWords(left)} left)\n`);
		const start = performance.now();
		await stage.run();
		times[stage.title] = (performance.now() - start) / 1000;
	}
	writeFileSync(file, JSON.stringify(times));
	process.stdout.write(`Built in ${inWords((performance.now() - all) / 1000)}.\n`);
}

/** None, when there is no such file or it is not what we wrote. */
function readTimes(file: string): Record<string, number> {
	try {
		const data: unknown = JSON.parse(readFileSync(file, 'utf8'));
		if (typeof data !== 'object' || data === null) return {};
		return Object.fromEntries(Object.entries(data).filter(([, value]) => typeof value === 'number'));
	} catch {
		return {};
	}
}

const inWords = (seconds: number) =>
	seconds < 90 ? `${Math.max(1, Math.round(seconds))} s` : `${Math.round(seconds / 60)} min`;
