import {expect, test} from 'vitest';
import {cellWidth} from '../../src/terminal/cell-width.ts';
import {neighbour} from '../../src/tui/fields/choice-field.tsx';
import {nextAction} from '../../src/tui/widgets/actions.tsx';
import {percentOf} from '../../src/tui/widgets/progress-bar.tsx';
import {found, highlightOf, moved, offsetFor, toggled, type TableRow} from '../../src/tui/widgets/table-state.ts';
import {columnWidths} from '../../src/tui/widgets/table-columns.ts';

const row = (key: string, more: Partial<TableRow> = {}): TableRow => ({key, cells: [key], ...more});
const rows = [
	row('sda'),
	row('sdb', {disabled: true}),
	row('sdc', {disabled: true, reason: 'too small'}),
	row('nvme0n1'),
];

test('highlights the wanted row, else the first that can be reached', () => {
	expect(highlightOf(rows, 'nvme0n1')?.key).toBe('nvme0n1');
	expect(highlightOf(rows, 'sdb')?.key).toBe('sda');
	expect(highlightOf(rows, undefined)?.key).toBe('sda');
	expect(highlightOf([], 'sda')).toBeUndefined();
});

test('moves over rows without a reason, stops at those with one and at the ends', () => {
	expect(moved(rows, 'sda', 1)?.key).toBe('sdc');
	expect(moved(rows, 'sdc', 1)?.key).toBe('nvme0n1');
	expect(moved(rows, 'nvme0n1', 1)).toBeUndefined();
	expect(moved(rows, 'sda', -1)).toBeUndefined();
	expect(moved(rows, 'sda', 10)?.key).toBe('nvme0n1');
});

test('a letter finds the next row that starts with it', () => {
	expect(found(rows, 'sda', 'N')?.key).toBe('nvme0n1');
	expect(found(rows, 'sda', 's')?.key).toBe('sdc');
	expect(found(rows, 'sda', 'x')).toBeUndefined();
});

test('toggles in the order of the rows', () => {
	expect(toggled(rows, ['nvme0n1'], 'sda')).toEqual(['sda', 'nvme0n1']);
	expect(toggled(rows, ['sda', 'nvme0n1'], 'sda')).toEqual(['nvme0n1']);
});

test.each([
	[10, 4, 0, 0, 0],
	[10, 4, 3, 0, 0],
	[10, 4, 4, 0, 1],
	[10, 4, 9, 0, 6],
	[10, 4, 2, 5, 2],
	[10, 4, 6, 5, 5],
	[3, 4, 2, 9, 0],
])('%i rows in %i lines, row %i highlighted, seen from %i: from %i', (count, height, highlighted, before, expected) => {
	expect(offsetFor(count, height, highlighted, before)).toBe(expected);
});

test('columns fit the room, and those without a fixed width give way first', () => {
	const columns = [{title: 'Name', width: 8}, {title: 'Model'}, {title: 'What'}];
	const long = [row('x', {cells: ['nvme0n1', 'a model with a long name', 'short']})];
	expect(columnWidths(columns, long, 80)).toEqual([8, 24, 5]);
	expect(columnWidths(columns, long, 30)).toEqual([8, 13, 5]);
	expect(columnWidths(columns, [row('x', {cells: ['a', '記憶', 'b']})], 80)).toEqual([8, 5, 4]);
	for (const room of [10, 20, 25]) {
		const widths = columnWidths(columns, long, room);
		expect(widths.reduce((sum, width) => sum + width, 4)).toBeLessThanOrEqual(room);
	}
	expect(cellWidth('記憶')).toBe(4);
});

test('choices go round and skip what is disabled', () => {
	const options = [
		{value: 'a', label: 'A'},
		{value: 'b', label: 'B', disabled: true},
		{value: 'c', label: 'C'},
	];
	expect(neighbour(options, 'a', 1)).toBe('c');
	expect(neighbour(options, 'c', 1)).toBe('a');
	expect(neighbour(options, 'a', -1)).toBe('c');
	expect(neighbour(options, 'unknown', 1)).toBe('a');
	expect(neighbour([], 'a', 1)).toBeUndefined();
});

test('actions stop at the ends and skip what is disabled', () => {
	const items = [{label: 'A'}, {label: 'B', disabled: true}, {label: 'C'}].map(item => ({...item, onPress() {}}));
	expect(nextAction(items, 0, 1)).toBe(2);
	expect(nextAction(items, 2, 1)).toBe(2);
	expect(nextAction(items, 2, -1)).toBe(0);
});

test.each([
	[0, 100, 0],
	[999, 1000, 99],
	[1000, 1000, 100],
	[2000, 1000, 100],
	[5, 0, 0],
	[-1, 10, 0],
])('%i of %i is %i percent', (done, total, expected) => {
	expect(percentOf(done, total)).toBe(expected);
});
