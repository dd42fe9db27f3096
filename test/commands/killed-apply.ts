/**
 * The real apply on a host in a folder, which kills itself (SIGKILL, as a power cut does) before the n-th operation that changes
 * something. `killed-apply.ts ROOT N`; it ends by itself when there are fewer.
 */
import {failingHost} from '../../src/host/failing-host.ts';
import {realHost} from '../../src/host/real-host.ts';
import {rootedHost} from '../../src/host/rooted-host.ts';
import {applyPlans, planApply} from '../../src/session/apply.ts';
import {answersFrom} from '../../src/session/sources.ts';

const [root = '', at = ''] = process.argv.slice(2);
const host = failingHost(rootedHost(realHost(), root), {at: Number(at), how: 'kill'});
const {answers} = await answersFrom({configs: [], cmdline: undefined, root});
const plans = await planApply(host, answers);
if ('problem' in plans) throw new Error(plans.problem);
await applyPlans(host, plans, {by: {door: 'apply', who: 'test'}});
process.stdout.write(`${host.operations()} operations\n`);
