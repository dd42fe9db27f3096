/** The end of the password that was lent to an engine: it leaves the settings, and the host is made to match them. */
import {features} from '../features/index.ts';
import type {Host} from '../host/host.ts';
import {openStore, storePath} from '../sources/store.ts';
import {gather} from './answers.ts';
import {applyPlans, planApply} from './apply.ts';

const NOTHING = {
	...{setting: 'engine.rootPassword', text: ''},
	source: {rank: 'typed', name: 'hostwright register'},
} as const;

/** What the store says now, and nothing else. */
export const storedAnswers = (root?: string) =>
	gather({features, configs: [], store: openStore(features, storePath(root)).givens}).answers;

/** @throws {StoreFailed | HostFailed | Error} when it cannot be ended: whoever asks has to ask again */
export async function endPassword(host: Host, root?: string): Promise<void> {
	await openStore(features, storePath(root)).set([NOTHING]);
	await applyOne(host, 'access', false, root);
	// Nobody is told of the rest: the unit that would be restarted is the one that asks for this.
	await applyOne(host, 'engine', true, root);
}

async function applyOne(host: Host, section: string, starting: boolean, root: string | undefined): Promise<void> {
	const plans = await planApply(host, storedAnswers(root), [section], {starting});
	if ('problem' in plans) throw new Error(plans.problem);
	const outcome = await applyPlans(host, plans, {by: {door: 'register', who: 'hostwright-register.service'}});
	const failed = 'problem' in outcome ? outcome : outcome.applied.find(({result}) => result === 'failed');
	if (failed) throw new Error(failed.problem);
}
