/** Rows to choose from. The highlighted row is marked `>`; with `multi`, Space puts `[x]` before rows. */
import {Box, Text} from 'ink';
import {use, useLayoutEffect, useRef, useState} from 'react';
import {fit} from '../../terminal/cell-width.ts';
import type {Key} from '../../terminal/key.ts';
import {Control} from '../focus.tsx';
import {FieldLayout} from '../fields/field.tsx';
import {usePageWidth} from '../page-width.ts';
import type {Ask} from '../registry.ts';
import {marks} from '../theme.ts';
import {columnWidths, gapsToTabs, lineOf, type Column} from './table-columns.ts';
import {found, highlightOf, moved, offsetFor, toggled, type TableRow} from './table-state.ts';

export type {Column} from './table-columns.ts';
export type {TableRow} from './table-state.ts';

export type TableProps = {
	readonly columns: readonly Column[];
	readonly rows: readonly TableRow[];
	/** Key of the row to highlight; the table moves on from there by itself. */
	readonly selected?: string | undefined;
	/** Called with each newly highlighted row, the first one included. */
	readonly onHighlight?: ((key: string) => void) | undefined;
	/** Enter on a row. Without it Enter goes to the page. */
	readonly onSelect?: ((key: string) => void) | undefined;
	readonly multi?: boolean | undefined;
	/** Keys of the rows with `[x]`. */
	readonly chosen?: readonly string[] | undefined;
	/** Space in a `multi` table. */
	readonly onChoose?: ((keys: string[]) => void) | undefined;
	/** Somebody asks about a row: Space where it chooses nothing, or trying to take one that cannot be selected. */
	readonly onAsk?: ((key: string) => void) | undefined;
	/** Rows seen at once; more of them scroll. One more row is shown rather than a line that says so. */
	readonly height?: number | undefined;
	/** The question of linear mode. */
	readonly label?: string | undefined;
	readonly id?: string | undefined;
	readonly autoFocus?: boolean | undefined;
	readonly provenance?: string | undefined;
	readonly problem?: string | undefined;
	/** What is said when there are no rows. */
	readonly empty?: string | undefined;
};

function askOf(props: TableProps, highlighted: TableRow | undefined, select: (key: string) => void): Ask {
	const {rows, columns, multi, chosen = [], onChoose, onSelect, problem} = props;
	const widths = columnWidths(columns, rows, 70);
	const options = rows.map(row => ({
		value: row.key,
		label: lineOf(columns, widths, row.cells) + (row.disabled && row.reason ? ` (${row.reason})` : ''),
		disabled: row.disabled,
	}));
	const label = props.label ?? columns[0]?.title ?? '';
	const keep = onSelect && highlighted && !highlighted.disabled ? () => onSelect(highlighted.key) : undefined;
	return multi
		? {
				label,
				kind: 'many',
				options,
				current: chosen.join(','),
				problem,
				answer: keys => onChoose?.(keys === '' ? [] : keys.split(',')),
			}
		: {label, kind: 'one', options, current: highlighted?.key ?? '', problem, keep, answer: select};
}

/** Highlight and scroll position, kept while rows come and go. */
function useHighlight({rows, selected, onHighlight}: TableProps, height: number) {
	const [own, setOwn] = useState(selected);
	const [given, setGiven] = useState(selected);
	if (given !== selected) {
		setGiven(selected);
		setOwn(selected);
	}
	const highlighted = highlightOf(rows, given === selected ? own : selected);
	const at = highlighted ? rows.indexOf(highlighted) : 0;
	const [before, setBefore] = useState(0);
	const offset = offsetFor(rows.length, height, at, before);
	if (offset !== before) setBefore(offset);
	const told = useRef<string>(undefined);
	const key = highlighted?.key;
	// The first highlight, and one that rows or the page moved. Keys tell at once, so that the next key finds it known.
	useLayoutEffect(() => {
		if (key === undefined || told.current === key) return;
		told.current = key;
		onHighlight?.(key);
	}, [key, onHighlight]);
	/** The row that somebody tried to take in vain. */
	const [refused, refuse] = useState<string>();
	const highlight = (to: string) => {
		setOwn(to);
		refuse(undefined);
		if (told.current === to) return;
		told.current = to;
		onHighlight?.(to);
	};
	const why = refused === key && highlighted?.disabled ? highlighted.reason : undefined;
	return {highlighted, highlight, refuse, why, offset};
}

/** Columns left of the marker that a box and a mark take, and a blank before them. */
const LEAD = 5;

type Moves = Pick<ReturnType<typeof useHighlight>, 'highlighted' | 'highlight' | 'refuse'>;

function keyHandler(props: TableProps, {highlighted, highlight, refuse}: Moves) {
	const {rows, multi, chosen = [], onChoose, onSelect, onAsk, height = 10} = props;
	/** Takes a row that can be taken; of another one is said why not. */
	const take = (row: TableRow, act: () => void) => {
		if (!row.disabled) {
			act();
			return;
		}
		refuse(row.key);
		onAsk?.(row.key);
	};
	const go = (to: TableRow | undefined) => {
		if (to) highlight(to.key);
		return to !== undefined;
	};
	return (key: Key): boolean => {
		const at = highlighted?.key;
		if (key.name === 'up') return go(moved(rows, at, -1));
		if (key.name === 'down') return go(moved(rows, at, 1));
		if (key.name === 'page-up') return go(moved(rows, at, -height)) || true;
		if (key.name === 'page-down') return go(moved(rows, at, height)) || true;
		if (key.name === 'home') return go(moved(rows, at, -rows.length)) || true;
		if (key.name === 'end') return go(moved(rows, at, rows.length)) || true;
		if (key.name === 'enter' && onSelect && highlighted) {
			take(highlighted, () => onSelect(highlighted.key));
			return true;
		}
		if (key.name === 'space' && highlighted && (multi || onAsk || highlighted.disabled)) {
			take(highlighted, () => (multi ? onChoose?.(toggled(rows, chosen, at ?? '')) : onAsk?.(highlighted.key)));
			return true;
		}
		return key.name === 'text' && go(found(rows, at, key.text));
	};
}

export function Table(props: TableProps) {
	const {columns, rows, multi, chosen = [], onSelect} = props;
	const height = rows.length === (props.height ?? rows.length) + 1 ? rows.length : (props.height ?? rows.length);
	const {highlighted, highlight, refuse, why, offset} = useHighlight(props, height);
	const screen = usePageWidth();
	const layout = use(FieldLayout);
	const indent = multi || rows.some(({mark}) => mark) ? Math.max(LEAD, layout.indent) : layout.indent;
	const before = indent + 2;
	const room = screen - before - 1;
	const widths = columnWidths(columns, rows, room);
	const gaps = gapsToTabs(columns, widths, room);
	const hidden = rows.length - offset - height;
	const select = (key: string) => {
		highlight(key);
		onSelect?.(key);
	};
	return (
		<Control
			id={props.id}
			autoFocus={props.autoFocus}
			focusable={highlighted !== undefined}
			provenance={props.provenance}
			problem={props.problem ?? why}
			onKey={keyHandler(props, {highlighted, highlight, refuse})}
			ask={() => askOf(props, highlighted, select)}
		>
			{focused => (
				<Box flexDirection="column">
					<Text>
						{' '.repeat(before) +
							lineOf(
								columns,
								widths,
								columns.map(column => column.title),
								gaps,
							)}
					</Text>
					{rows.length === 0 && props.empty !== undefined ? (
						<Text>{`${' '.repeat(indent)}  ${props.empty}`}</Text>
					) : null}
					{rows.slice(offset, offset + height).map(row => {
						const on = row.key === highlighted?.key;
						const box = chosen.includes(row.key) ? marks.on : multi && !row.disabled ? marks.off : '';
						const lead = fit(box, indent - 1, {align: 'right'}) + fit(row.mark ?? '', 1);
						const line = lineOf(columns, widths, row.cells, gaps);
						// Only the first cell turns, so that a move costs little on a slow line.
						const first = fit(row.cells[0] ?? '', widths[0] ?? 0, {more: marks.more}).trimEnd();
						return (
							<Text key={row.key} wrap="truncate">
								{`${lead}${on ? (focused ? marks.focus : marks.rule) : ' '} `}
								<Text inverse={on && focused}>{first}</Text>
								{line.slice(first.length)}
							</Text>
						);
					})}
					{rows.length > height ? (
						<Text>
							{hidden > 0
								? `${' '.repeat(indent)}  ${hidden} more below`
								: offset > 0
									? `${' '.repeat(indent)}  ${offset} more above`
									: ''}
						</Text>
					) : null}
				</Box>
			)}
		</Control>
	);
}
