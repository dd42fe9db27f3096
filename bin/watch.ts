/** Watching a job as plain lines, for a log or a serial line: one per step, one per quarter of a long one. */
import {realHost} from '../src/host/real-host.ts';
import type {JobFolder} from '../src/plan/job.ts';
import type {JournalEntry} from '../src/plan/journal-entry.ts';
import {followJob, RunnerDied} from '../src/session/follow-job.ts';

const write = (line: string) => void process.stderr.write(`${line}\n`);

/** Follows the job to its end; true when everything was done. The work does not need us: Ctrl-C ends the watching only. */
export async function watchJob(known: JobFolder): Promise<boolean> {
	const {job} = known;
	const {journal, entries} = followJob(realHost(), known);
	write(`job ${job.id} on ${job.target}, journal ${journal}`);
	const told = teller();
	try {
		for await (const entry of entries) {
			for (const line of told(entry)) write(line);
			if (entry.event === 'finished') return entry.result === 'done';
		}
	} catch (error) {
		if (!(error instanceof RunnerDied)) throw error;
		write(error.message);
	}
	return false;
}

/** Turns entries into lines; progress is told at each quarter. */
function teller(): (entry: JournalEntry) => readonly string[] {
	let steps: ReadonlyArray<{id: string; title: string}> = [];
	let quarter = 0;
	const named = (id: string) => {
		const index = steps.findIndex(step => step.id === id);
		return `[${index + 1}/${steps.length}] ${steps[index]?.title ?? id}`;
	};
	return entry => {
		switch (entry.event) {
			case 'started':
				steps = entry.steps;
				return [];
			case 'resumed':
				return ['resumed'];
			case 'step-started':
				quarter = 0;
				return [named(entry.step)];
			case 'progress': {
				const reached = Math.floor((entry.done / Math.max(1, entry.total)) * 4);
				if (reached <= quarter || reached === 4) return [];
				quarter = reached;
				return [`${named(entry.step)}: ${reached * 25} %`];
			}
			case 'step-done':
				return entry.found ? [`${named(entry.step)}: was there already`] : [];
			case 'said':
				return [`${named(entry.step)}: ${entry.line}`];
			case 'step-failed':
				return [`${named(entry.step)} failed: ${entry.message}`];
			case 'finished':
				return [`${entry.result}: ${entry.message}`];
		}
	};
}
