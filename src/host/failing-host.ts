/** A host that breaks at a chosen moment: fault injection for the tests of plan and runner. */
import {HostFailed, type Host} from './host.ts';

/** What may change the machine. The last few bytes of any of these may be missing after a crash. */
const changing = [
	...(['run', 'write', 'link', 'makeDirectory', 'remove', 'makeSparse'] as const),
	...(['writeAt', 'copy', 'copyChecked', 'zero', 'flush'] as const),
];

export type FailingHost = Host & {
	/** Changing operations asked for so far, the one that failed included. */
	operations(): number;
};

/**
 * @param plan.at the first changing operation is 1; 0 never fails, and counts
 * @param plan.how `throw` a HostFailed instead of doing it, or `kill` our own process before it is done (SIGKILL)
 */
export function failingHost(base: Host, plan: {at: number; how: 'throw' | 'kill'}): FailingHost {
	let count = 0;
	const next = (operation: string): void => {
		count++;
		if (count !== plan.at) return;
		if (plan.how === 'throw') throw new HostFailed(operation, `operation ${count},`, 'EIO');
		process.kill(process.pid, 'SIGKILL');
	};
	const failing = changing.map(name => [
		name,
		async (...args: unknown[]) => {
			next(name);
			return Reflect.apply(base[name], base, args) as unknown;
		},
	]);
	return {...base, ...(Object.fromEntries(failing) as Partial<Host>), operations: () => count};
}
