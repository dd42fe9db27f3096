import {describe, expect, test} from 'vitest';
import {itemsOf, markOf} from '../../src/tui/linear/items.ts';
import {NOTHING, nextOf, withAsked, withoutAsked} from '../../src/tui/linear/page.ts';
import {questionOf, replyTo} from '../../src/tui/linear/question.ts';
import type {Ask} from '../../src/tui/registry.ts';

const ask = (more: Partial<Ask> = {}): Ask => ({
	label: 'Disk',
	kind: 'text',
	current: '',
	answer: () => undefined,
	...more,
});
const disks = [
	{value: '/dev/sda', label: 'sda  empty'},
	{value: '/dev/sdb', label: 'sdb  this medium', disabled: true},
	{value: '/dev/sdc', label: 'sdc  host h7'},
];

describe('questions', () => {
	test('show the value that stays, what helps and what was wrong', () => {
		expect(questionOf(ask({current: 'sda', hint: 'a whole disk', problem: '"x" is no disk'}))).toEqual({
			lines: ['! "x" is no disk', '  (a whole disk)'],
			prompt: 'Disk [sda]: ',
		});
	});

	test('never show a secret', () => {
		const {lines, prompt} = questionOf(ask({kind: 'secret', current: 'geheim'}));
		expect([...lines, prompt].join()).toBe('Disk [unchanged]: ');
	});

	test('number what can be chosen', () => {
		expect(questionOf(ask({kind: 'one', options: disks, current: '/dev/sdc'}))).toEqual({
			lines: ['Disk:', '   1) sda  empty', '   -) sdb  this medium', '   3) sdc  host h7'],
			prompt: 'number [3]: ',
		});
		expect(questionOf(ask({kind: 'many', options: disks, current: '/dev/sda,/dev/sdc'})).prompt).toMatch(
			/\[1 3\]: $/,
		);
	});
});

describe('replies', () => {
	const one = ask({kind: 'one', options: disks});
	const many = ask({kind: 'many', options: disks});
	test.each([
		[ask(), 'abc', {kind: 'value', value: 'abc'}],
		[ask(), ' a b ', {kind: 'value', value: ' a b '}],
		[ask(), '', {kind: 'keep'}],
		[ask(), ':back', {kind: 'key', name: 'escape'}],
		[ask(), ':F5', {kind: 'key', name: 'f5'}],
		[ask(), ':again', {kind: 'again'}],
		[ask(), ':next', {kind: 'next'}],
		[ask(), ':clear', {kind: 'value', value: ''}],
		[ask(), '::1', {kind: 'value', value: ':1'}],
		[ask(), 'fe80::1', {kind: 'value', value: 'fe80::1'}],
		[ask({kind: 'secret'}), ':back', {kind: 'value', value: ':back'}],
		[ask({kind: 'secret'}), '', {kind: 'keep'}],
		[one, '1', {kind: 'value', value: '/dev/sda'}],
		[one, '/dev/sdc', {kind: 'value', value: '/dev/sdc'}],
		[one, 'SDA  empty', {kind: 'value', value: '/dev/sda'}],
		[many, '3 1', {kind: 'value', value: '/dev/sdc,/dev/sda'}],
		[many, '-', {kind: 'value', value: ''}],
	] as const)('%#: %j', (asked, line, expected) => {
		expect(replyTo(asked, line)).toEqual(expected);
	});

	test('what cannot be is shown with what can', () => {
		expect(replyTo(one, '2')).toEqual({kind: 'wrong', message: '"2" cannot be chosen; give 1, 3'});
		expect(replyTo(one, '9')).toEqual({kind: 'wrong', message: '"9" is not one of the numbers; give 1, 3'});
		expect(replyTo(many, '1 2')).toMatchObject({kind: 'wrong'});
		expect(JSON.stringify(replyTo(ask(), ':nope'))).toContain('\\":nope\\" is not a command');
		expect(replyTo(one, 'constructor')).toMatchObject({kind: 'wrong'});
		expect(replyTo(ask(), ':constructor')).toMatchObject({kind: 'wrong'});
	});
});

describe('a page', () => {
	const frame = `== One ==\n Read this.\n\n${markOf('a')}\n  free: 5\n${markOf('b')}\n The end.`;
	const open = new Set(['a', 'b']);

	test('is said and asked from top to bottom', () => {
		const first = nextOf(NOTHING, itemsOf(frame), open);
		expect(first).toMatchObject({texts: ['== One ==', ' Read this.'], ask: 'a'});
		const second = nextOf(withAsked(first.progress, 'a'), itemsOf(frame), open);
		expect(second).toMatchObject({texts: ['  free: 5'], ask: 'b'});
		const last = nextOf(withAsked(second.progress, 'b'), itemsOf(frame), open);
		expect(last).toMatchObject({texts: [' The end.'], ask: undefined});
	});

	test('says only what is new when it changes', () => {
		const {progress} = nextOf(NOTHING, itemsOf(frame), open);
		const next = nextOf(withAsked(progress, 'a'), itemsOf(frame.replace('free: 5', 'free: 4')), open);
		expect(next.texts).toEqual(['  free: 4']);
		const again = nextOf(next.progress, itemsOf(frame), open);
		expect(again.texts).toEqual(['  free: 5']);
	});

	test('asks again what was refused, what came back, and everything on another page', () => {
		const both = ['a', 'b'].reduce(withAsked, nextOf(NOTHING, itemsOf(frame), open).progress);
		expect(nextOf(withoutAsked(both, ['b']), itemsOf(frame), open).ask).toBe('b');
		const without = nextOf(both, itemsOf(frame.replace(markOf('a'), '')), open);
		expect(nextOf(without.progress, itemsOf(frame), open).ask).toBe('a');
		const other = nextOf(both, itemsOf(frame.replace('One', 'Two')), open);
		expect(other.ask).toBe('a');
		expect(other.texts).toContain(' Read this.');
	});

	test('passes over controls that cannot be asked', () => {
		expect(nextOf(NOTHING, itemsOf(frame), new Set(['b'])).ask).toBe('b');
		expect(nextOf(NOTHING, itemsOf(frame), new Set()).ask).toBeUndefined();
	});

	test('keeps texts beside a mark', () => {
		expect(itemsOf(`before ${markOf('x')} after`)).toEqual([
			{kind: 'text', text: 'before'},
			{kind: 'control', id: 'x'},
			{kind: 'text', text: ' after'},
		]);
	});
});
