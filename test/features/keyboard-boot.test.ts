import {describe, expect, it} from 'vitest';
import {missingLayout} from '../../src/features/keyboard/layout.ts';
import {fromLine, machineWith} from './gathered.ts';

describe('the keyboard', () => {
	it('is one the host has, when it is known what it has', () => {
		const machine = {...machineWith(), layouts: ['de', 'de-latin1', 'fr', 'us']};
		expect(fromLine('keyboard=de-latin1', {machine}).problems).toEqual([]);
		expect(fromLine('keyboard=dk', {machine}).problems).toEqual([
			'error: "dk" is not a keyboard layout of this host; give one it has, such as us, de, fr',
		]);
		expect(missingLayout('de-neo', machine.layouts)).toBe(
			'"de-neo" is not a keyboard layout of this host; give one it has, such as de, de-latin1.',
		);
		expect(missingLayout('xx', ['jp106'])).toBe('"xx" is not a keyboard layout of this host; give one of its 1.');
		expect(missingLayout('dk', [])).toBeUndefined();
	});
});

describe('the boot line of the installed host', () => {
	it('takes further words', () => {
		expect(fromLine('hostwright.boot.arguments="intel_iommu=on quiet"')).toEqual({
			answers: {'boot.arguments': 'intel_iommu=on quiet'},
			problems: [],
		});
	});

	it.each([
		[
			'hostwright.boot.arguments="quiet root=/dev/sda1"',
			'"quiet root=/dev/sda1" holds root=/dev/sda1; leave it out: hostwright writes it itself',
		],
		[
			'hostwright.boot.arguments="console=tty0"',
			'"console=tty0" holds console=tty0; give consoles in boot.console',
		],
		[
			'hostwright.boot.arguments="quiet hostwright.storage.expect=any"',
			'"quiet hostwright.storage.expect=any" holds hostwright.storage.expect=any; leave it out: hostwright writes it itself',
		],
		['hostwright.boot.arguments=a%22b', '"a"b" has a quote that is never closed; give a second one'],
		[
			`hostwright.boot.arguments=${'a'.repeat(1501)}`,
			`"${'a'.repeat(72)}...${'a'.repeat(25)}" has 1501 bytes; give at most 1500: a kernel line has no room for more`,
		],
		['hostwright.boot.arguments=a%0Ab', '"a%0Ab" holds a line break or a tab; give words with blanks between them'],
	])('%s is refused', (line, message) => {
		expect(fromLine(line).problems).toEqual([`error: ${message}`]);
	});
});
