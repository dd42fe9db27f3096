import {describe, expect, it} from 'vitest';
import {missingLayout} from '../../src/features/keyboard/layout.ts';
import {fromLine, machineWith} from './gathered.ts';

describe('the keyboard', () => {
	it.each([
		['keyboard=de-latin1', {'keyboard.layout': 'de-latin1'}],
		['keyboard=de keyboard=us', {'keyboard.layout': 'us'}],
		['keyboard=', {}],
	])('%s', (line, answers) => {
		expect(fromLine(line)).toEqual({answers, problems: []});
	});

	it.each([
		['keyboard', '"keyboard" has no value; give one, as in keyboard=de-latin1'],
		[
			'keyboard=../../etc/shadow',
			'"../../etc/shadow" is not a keyboard layout; give its name, as in us or de-latin1',
		],
	])('%s is refused', (line, message) => {
		expect(fromLine(line).problems).toEqual([`error: ${message}`]);
	});

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
	it.each([
		['console=tty0 console=ttyS0,115200n8', {'boot.console': 'tty0,ttyS0%2C115200n8'}],
		['console=uart8250,io,0x3f8,115200', {'boot.console': 'uart8250%2Cio%2C0x3f8%2C115200'}],
		['console=', {}],
		['hostwright.boot.arguments="intel_iommu=on quiet"', {'boot.arguments': 'intel_iommu=on quiet'}],
	])('%s', (line, answers) => {
		expect(fromLine(line)).toEqual({answers, problems: []});
	});

	it.each([
		['console', '"console" names no device; give one, as in console=ttyS0,115200n8'],
		[
			'console=/dev/tty0',
			'"/dev/tty0" is not a console; give a device and its options, as in tty0 or ttyS0,115200n8',
		],
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
		['hostwright.boot.arguments=a%0Ab', '"a%0Ab" holds a line break or a tab; give words with blanks between them'],
	])('%s is refused', (line, message) => {
		expect(fromLine(line).problems).toEqual([`error: ${message}`]);
	});
});
