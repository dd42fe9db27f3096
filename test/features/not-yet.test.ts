import {describe, expect, it} from 'vitest';
import {features} from '../../src/features/index.ts';
import {notYet, notYetValues, whyNotYet, whyNoWord} from '../../src/features/not-yet.ts';
import {settingNamed} from '../../src/settings/section.ts';
import {fromLine} from './gathered.ts';

describe('settings that act on nothing yet', () => {
	it.each([...Object.keys(notYet), ...Object.keys(notYetValues)])('%s is declared', name => {
		expect(settingNamed(features, name)).toBeDefined();
	});

	it.each([
		[
			'hostwright.lifecycle.answers=https://boot/a.yaml',
			'Answer files are not fetched from a URL yet; give the file with --config FILE',
		],
	])('%s is refused', (line, message) => {
		expect(fromLine(line).problems).toContain(`error: ${message}`);
	});

	it.each(['hostwright.lifecycle.pause=none', 'hostwright.lifecycle.rescue=false'])('%s is not', line => {
		expect(fromLine(line).problems.filter(problem => problem.startsWith('error'))).toEqual([]);
	});

	it('finds nothing under hostile names', () => {
		expect(whyNotYet('constructor', 'x', undefined)).toBeUndefined();
		expect(whyNotYet('lifecycle.action', 'toString', 'none')).toBeUndefined();
		expect(whyNoWord('constructor')).toBeUndefined();
	});
});
