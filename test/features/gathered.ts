/** What a kernel line comes to: every answer that is in force, and every problem as `level: sentence`. */
import {features} from '../../src/features/index.ts';
import type {Machine} from '../../src/probes/machine.ts';
import {gather} from '../../src/session/answers.ts';

export type Come = {readonly answers: Record<string, string>; readonly problems: readonly string[]};

export function fromLine(cmdline: string, more: {yaml?: string; machine?: Machine} = {}): Come {
	const configs = more.yaml === undefined ? [] : [{name: 'site.yaml', text: more.yaml}];
	const {answers, problems} = gather({features, cmdline, configs, machine: more.machine});
	return {
		answers: Object.fromEntries([...answers].flatMap(([name, {text}]) => (text === '' ? [] : [[name, text]]))),
		problems: problems.map(({level, message}) => `${level}: ${message}`),
	};
}

/** The answers without `network.` before each name. */
export const answersOf = ({answers}: Come) =>
	Object.fromEntries(Object.entries(answers).map(([name, text]) => [name.replace('network.', ''), text]));

/** A machine with these interfaces and nothing else of interest. */
export function machineWith(
	...nics: ReadonlyArray<{name: string; mac: string; link?: 'up' | 'down' | 'unknown'}>
): Machine {
	return {
		disks: [],
		nics: nics.map(({name, mac, link = 'up'}) => ({
			name,
			mac,
			link,
			driver: 'e1000e',
			model: '',
			where: '',
			speed: 1000,
			addresses: [],
		})),
		firmware: {kind: 'uefi', secureBoot: false},
		memory: 8 * 1024 ** 3,
		virtualization: 'ready',
		hostname: '',
		consoles: [],
		booted: 'other',
		layouts: [],
	};
}
