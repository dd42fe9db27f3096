/** Setup's parts for its page of changes. */
import {features} from '../features/index.ts';
import type {Host} from '../host/host.ts';
import type {Given} from '../settings/answers.ts';
import {gather} from './answers.ts';
import {adopt, driftedPaths, driftLines, findDrift, sectionsToLookAt} from './drift.ts';
import {changeRows, linesOf} from './history.ts';
import {planRevert} from './revert.ts';
import type {SetupParts} from './setup-state.ts';

type ChangeParts = Pick<SetupParts, 'changes' | 'change' | 'revert' | 'drift' | 'adopt'>;

/** @param saved what the store says now */
export function changeParts(host: Host, saved: () => readonly Given[]): ChangeParts {
	const look = async () =>
		findDrift(host, gather({features, configs: [], store: saved()}).answers, await sectionsToLookAt(host));
	return {
		changes: async () => changeRows(host),
		async change(number) {
			const lines = await linesOf(host, number);
			return 'problem' in lines ? [lines.problem] : lines;
		},
		revert: async number => planRevert(host, {givens: saved()}, number),
		async drift() {
			const drift = await look();
			if ('problem' in drift) return {paths: [], sections: [], lines: [drift.problem]};
			const sections = drift.drifted.map(({section}) => section);
			return {paths: driftedPaths(drift), sections, lines: driftLines(drift)};
		},
		async adopt() {
			const drift = await look();
			const refused = 'problem' in drift ? drift : await adopt(host, drift, driftedPaths(drift));
			return refused?.problem;
		},
	};
}
