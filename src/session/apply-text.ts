/** What applying would do, and what it did, for a person. */
import {changesNothing} from '../plan/apply/changes.ts';
import {actTitle} from '../plan/apply/services.ts';
import type {FileChange} from '../plan/apply/files.ts';
import type {Outcome, SectionPlan} from './apply.ts';

function fileLine({path, before, after}: FileChange): string {
	if (after.kind === 'absent') return `remove ${path}`;
	const mode = after.kind === 'file' && after.mode !== 0o644 ? ` (${after.mode.toString(8).padStart(4, '0')})` : '';
	return `${before.kind === 'absent' ? 'write' : 'change'} ${path}${mode}`;
}

/** What one section would do: a line for each thing, under a file the lines of its difference. */
export function planLines({changes}: SectionPlan): readonly string[] {
	const {files, commands, services, accounts, waits, problem} = changes;
	return [
		...(problem === undefined ? [] : [`! ${problem}`]),
		...files.flatMap(file => [fileLine(file), ...file.shown.map(line => `  | ${line}`.trimEnd())]),
		...commands.map(({title}) => `${title.charAt(0).toLowerCase()}${title.slice(1)}`),
		...services.map(actTitle),
		...accounts.map(({title}) => title),
		...waits.map(wait => `waits: ${wait}`),
	];
}

/** The whole of it; a sentence when there is nothing to do. */
export function planText(plans: readonly SectionPlan[]): string {
	const busy = plans.filter(
		({changes}) => !changesNothing(changes) || changes.waits.length > 0 || changes.problem !== undefined,
	);
	if (busy.length === 0) return 'Nothing is to be done: the host is as its settings say.\n';
	return busy
		.map(
			plan =>
				`${plan.title}\n${planLines(plan)
					.map(line => `  ${line}\n`)
					.join('')}`,
		)
		.join('\n');
}

/** A line for each section, and under it what went wrong or has to wait. */
export function appliedText({applied, recorded}: Exclude<Outcome, {readonly problem: string}>): string {
	const sections = applied.flatMap(({section, result, problem, waits}) => [
		`${section.padEnd(14)}${result}`,
		...[problem, ...waits].filter(Boolean).map(sentence => `  ${sentence}`),
	]);
	return [...sections, recorded.words]
		.filter(Boolean)
		.map(line => `${line}\n`)
		.join('');
}
