/** Goes back to what was saved after an earlier change. It is a change like any other, and can be gone back from. */
import {features} from '../features/index.ts';
import type {Host} from '../host/host.ts';
import {sentenceOf} from '../plan/run-plan.ts';
import {merge, type Given} from '../settings/answers.ts';
import type {Store} from '../sources/store.ts';
import {gather} from './answers.ts';
import {planChange, type SectionPlan} from './apply.ts';
import {planText} from './apply-text.ts';
import {changeNumbered} from './history.ts';
import {givensFor, savedIn, savedLines} from './settings-changes.ts';

export type Revert = {
	/** For a person: what is saved, then what happens to the host. */
	readonly lines: readonly string[];
	/** What has to be saved. */
	readonly saves: readonly Given[];
	readonly plans: readonly SectionPlan[];
};

/** What going back would save and do. @returns a whole sentence when it cannot be done @throws {HostFailed} */
export async function planRevert(
	host: Host,
	{givens}: Pick<Store, 'givens'>,
	number: number,
): Promise<Revert | {readonly problem: string}> {
	const saved = merge(givens);
	const change = await changeNumbered(host, number);
	if ('problem' in change) return change;
	try {
		const wanted = savedIn(change.store);
		const {answers, problems} = gather({features, configs: [], store: [...wanted.values()]});
		const wrong = problems.find(({level}) => level === 'error');
		if (wrong) return {problem: `What was saved after change ${number} is refused now: ${wrong.message}.`};
		const plans = await planChange(host, answers);
		if ('problem' in plans) return plans;
		const saves = givensFor(saved, wanted);
		const lines = [...savedLines(saves, saved), ...planText(plans).trimEnd().split('\n')];
		return {saves, plans, lines};
	} catch (error) {
		return {problem: sentenceOf(error)};
	}
}
