/** Applies what is saved to a host in a folder, through a host that counts what changes something, or dies of it. */
import {failingHost} from '../../src/host/failing-host.ts';
import {realHost} from '../../src/host/real-host.ts';
import {rootedHost} from '../../src/host/rooted-host.ts';
import {applyPlans, planApply} from '../../src/session/apply.ts';
import {answersFrom} from '../../src/session/sources.ts';

/**
 * @param at the operation before which our own process is killed (SIGKILL, as a power cut does); 0 for none
 * @returns the number of operations
 */
export async function applyOn(root: string, at: number): Promise<number> {
	const host = failingHost(rootedHost(realHost(), root), {at, how: 'kill'});
	const {answers} = await answersFrom({configs: [], cmdline: undefined, root});
	const plans = await planApply(host, answers);
	if ('problem' in plans) throw new Error(plans.problem);
	await applyPlans(host, plans, {by: {door: 'apply', who: 'test'}});
	return host.operations();
}
