/**
 * The ancestor read several words by their beginnings (facts/ovirt-node.md 1.0 and 1.10). What became of its other traps stands in
 * legacy-table/, a row each.
 */
import {expect, it} from 'vitest';
import {fromLine} from './gathered.ts';

it.each(['installer', 'upgrade_path=x', 'uninstalled', 'stateless_mode', 'keyboards=us', 'tuneds'])(
	'%s is not taken for a word that it starts with',
	line => {
		expect(fromLine(line).answers).toEqual({});
	},
);
