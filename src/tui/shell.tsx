/** The frame round every page: title line, rule, page, rule, one line about the focused field, key line. */
import {Box, Text, useWindowSize} from 'ink';
import {use, useState, type ReactNode} from 'react';
import {cellWidth, fit} from '../terminal/cell-width.ts';
import {Body, type More} from './body.tsx';
import {BESIDE_LAYOUT, FieldLayout, WHOLE_LAYOUT} from './fields/field.tsx';
import {noteLine, useNote} from './focus.tsx';
import {LinearContext} from './linear/context.ts';
import {PageWidthContext} from './page-width.ts';
import {marks, MENU_WIDTH} from './theme.ts';

export type ShellProps = {
	/** `install` or `setup`. */
	readonly mode: string;
	readonly host: string;
	/** Short name of the console: `ttyS0`. */
	readonly tty: string;
	/** `3 of 8  Boot disk`. */
	readonly title: string;
	/** A `<Menu>` left of the page; linear mode leaves it out. */
	readonly menu?: ReactNode;
	/** The line above the keys; what the focused field says about itself when absent. */
	readonly provenance?: string | undefined;
	readonly problem?: string | undefined;
	/** `[['Enter', 'continue'], ['Esc', 'back']]` */
	readonly keys: ReadonlyArray<readonly [key: string, verb: string]>;
	/** A `<Dialog>` under the page, which has what lines are left; in linear mode in its place. */
	readonly question?: ReactNode;
	readonly children?: ReactNode;
};

/** Lines that the frame itself takes; the rest is the page's. */
export const FRAME_LINES = 7;

/** Lines that a page has on this terminal. */
export function usePageHeight(): number {
	return Math.max(1, useWindowSize().rows - FRAME_LINES);
}

/** Left and right part of one line, the left one cut when both do not fit. */
export function spread(left: string, right: string, width: number): string {
	const room = Math.max(0, width - cellWidth(right));
	return fit(left, room, {more: ' '}) + right;
}

/** The menu and the line that parts it from the page. */
function Beside({lines, children}: {lines: number; children: ReactNode}) {
	return (
		<>
			<Box flexDirection="column" width={MENU_WIDTH} flexShrink={0}>
				{children}
			</Box>
			<Box width={1} flexShrink={0}>
				<Text>{Array.from({length: Math.max(1, lines)}, () => marks.side).join('\n')}</Text>
			</Box>
		</>
	);
}

const NOTHING_MORE: More = {above: false, below: false};

const moreWords = ({above, below}: More) =>
	above && below ? 'more above and below' : above ? 'more above' : below ? 'more below' : '';

/** A rule; the one under the page says when the page goes on beyond it. Behind the last column nobody knows where the cursor is. */
function ruleWith(words: string, width: number): string {
	const end = words === '' ? '' : ` ${words} ${marks.rule}`;
	return marks.rule.repeat(Math.max(0, width - 1 - end.length)) + end;
}

/** The keys that linear mode has, as what to type. */
function linearKeys(keys: ShellProps['keys']): string {
	const typed = keys.flatMap(([key, verb]) => {
		if (key === 'Enter') return [`Enter ${verb}`];
		return /^(Esc|F[1-9]|F1[01])$/.test(key) ? [`:${key.toLowerCase()} ${verb}`] : [];
	});
	return typed.length === 0 ? '' : `(${typed.join(', ')})`;
}

function useMore() {
	const [more, say] = useState<More>(NOTHING_MORE);
	const set = (now: More) => say(before => (before.above === now.above && before.below === now.below ? before : now));
	return [more, set] as const;
}

export function Shell(props: ShellProps) {
	const {columns, rows} = useWindowSize();
	const linear = use(LinearContext);
	const note = useNote();
	const [more, setMore] = useMore();
	const [moreAsked, setMoreAsked] = useMore();
	const [page, setPage] = useState('');
	const title = spread(` hostwright ${props.mode}`, `${props.host}  ${props.tty} `, columns);
	if (linear) {
		return (
			<PageWidthContext value={columns}>
				<Box flexDirection="column">
					<Text>{`== ${props.title} ==`}</Text>
					{props.problem === undefined || props.question ? null : <Text>{`! ${props.problem}`}</Text>}
					<Box flexDirection="column" display={props.question ? 'none' : 'flex'} flexShrink={0}>
						{props.children}
					</Box>
					{props.question}
					<Text>{linearKeys(props.keys)}</Text>
				</Box>
			</PageWidthContext>
		);
	}
	const now = (props.problem ?? props.provenance) === undefined ? note : noteLine(props);
	// A question has nothing to say of a field: what the page says stays.
	const said = props.question ? page : now;
	if (said !== page) setPage(said);
	const keys = props.keys.map(([key, verb]) => `${key} ${verb}`).join('  ');
	return (
		<Box flexDirection="column" height={rows} width={columns}>
			<Box flexDirection="column" flexShrink={0}>
				<Text wrap="truncate">{title}</Text>
				<Text>{ruleWith('', columns)}</Text>
			</Box>
			<Box flexGrow={1} flexShrink={1} flexBasis={0} overflow="hidden">
				{props.menu === undefined ? null : <Beside lines={rows - FRAME_LINES + 2}>{props.menu}</Beside>}
				<Box flexDirection="column" flexGrow={1} flexShrink={1} flexBasis={0}>
					<Text wrap="truncate">{` ${props.title}`}</Text>
					<Text> </Text>
					<PageWidthContext value={columns - (props.menu === undefined ? 0 : MENU_WIDTH + 1)}>
						<FieldLayout value={props.menu === undefined ? WHOLE_LAYOUT : BESIDE_LAYOUT}>
							<Body onMore={setMore}>{props.children}</Body>
							{props.question && (
								<Body tight onMore={setMoreAsked}>
									{props.question}
								</Body>
							)}
						</FieldLayout>
					</PageWidthContext>
				</Box>
			</Box>
			<Box flexDirection="column" flexShrink={0}>
				<Text wrap="truncate">{ruleWith(moreWords(props.question ? moreAsked : more), columns)}</Text>
				<Text
					wrap="truncate"
					bold={said.startsWith('! ')}
				>{` ${fit(said, columns - 2, {more: marks.more}).trimEnd()}`}</Text>
				<Text wrap="truncate">{` ${keys}`}</Text>
			</Box>
		</Box>
	);
}
