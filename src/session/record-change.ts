/** Puts an applied change into the history of its host. */
import type {Host} from '../host/host.ts';
import type {Changes} from '../plan/apply/changes.ts';
import {sentenceOf} from '../plan/run-plan.ts';
import {appendChange, changeNumbers, keptFiles, keptFolder, readChange, type By} from '../plan/history.ts';
import type {Applied, SectionPlan} from './apply.ts';

export type Recorded = {
	/** Its number; absent when nothing had changed, or it could not be written. */
	readonly change?: number;
	/** For a person: `Kept as change 12.`, or why it could not be kept; empty when nothing had changed. */
	readonly words: string;
};

export type ToRecord = {
	readonly by: By;
	readonly plans: ReadonlyArray<Pick<SectionPlan, 'section'> & {readonly changes: Pick<Changes, 'files'>}>;
	readonly applied: readonly Applied[];
};

/**
 * Records what was applied and the store as it is saved now; call it once both are so, and under the lock. Never throws: a change
 * that was made is not undone because it cannot be told.
 */
export async function recordChange(host: Host, {by, plans, applied}: ToRecord): Promise<Recorded> {
	const titles = (result: Applied['result']) =>
		applied.filter(each => each.result === result).map(({title}) => title);
	try {
		const store = (await host.read(`${await keptFolder(host)}/settings.yaml`)) ?? '';
		const changed = titles('changed');
		const last = await readChange(host, (await changeNumbers(host)).at(-1) ?? 0);
		if (changed.length === 0 && (last?.store ?? '') === store) return {words: ''};
		const files = plans
			.filter(({section}) => applied.some(each => each.section === section && each.result === 'changed'))
			.flatMap(({changes}) => keptFiles(changes.files));
		const at = host.now().toISOString();
		const change = await appendChange(host, {...by, at, changed, failed: titles('failed'), files, store});
		return {change, words: `Kept as change ${change}.`};
	} catch (error) {
		return {words: `What was changed could not be put into the history of this host: ${sentenceOf(error)}.`};
	}
}
