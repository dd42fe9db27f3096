/** What applying would do, and what it did, for a person. */
import {changesNothing} from '../plan/apply/changes.ts';
import {actTitle} from '../plan/apply/services.ts';
import type {Outcome, SectionPlan} from './apply.ts';

type Mode = {readonly kind: 'absent' | 'link'} | {readonly kind: 'file'; readonly mode: number};

/** `write /etc/one (0600)`. */
export function fileLine({
	path,
	before,
	after,
}: {
	readonly path: string;
	readonly before: Mode;
	readonly after: Mode;
}): string {
	if (after.kind === 'absent') return `remove ${path}`;
	const mode = after.kind === 'file' && after.mode !== 0o644 ? ` (${after.mode.toString(8).padStart(4, '0')})` : '';
	return `${before.kind === 'absent' ? 'write' : 'change'} ${path}${mode}`;
}

/** Lines that stand under a file. */
export const indented = (lines: readonly string[]): readonly string[] => lines.map(line => `  | ${line}`.trimEnd());

const CHANGED_HERE = ', which somebody changed since it was written';

/** What one section would do: a line for each thing, under a file the lines of its difference. */
export function planLines({changes}: SectionPlan): readonly string[] {
	const {files, commands, services, accounts, waits, problem} = changes;
	return [
		...(problem === undefined ? [] : [`! ${problem}`]),
		...files.flatMap(file => [`${fileLine(file)}${file.drift ? CHANGED_HERE : ''}`, ...indented(file.shown)]),
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
