/** Hides the page while the terminal is too small for it. The page stays alive underneath and keeps what was typed. */
import {Box, Text, useWindowSize} from 'ink';
import type {ReactNode} from 'react';

const NEEDED = {columns: 80, rows: 24};

export function isTooSmall({columns, rows}: {readonly columns: number; readonly rows: number}): boolean {
	return columns < NEEDED.columns || rows < NEEDED.rows;
}

export function Sized({children}: {children: ReactNode}) {
	const size = useWindowSize();
	const small = isTooSmall(size);
	return (
		<>
			{small ? (
				<Box flexDirection="column" height={size.rows} width={size.columns} overflow="hidden">
					<Text>{`This terminal has ${size.columns} columns and ${size.rows} lines.`}</Text>
					<Text>{`80 columns and 24 lines are needed: make it larger, or leave with Ctrl-C and start with --linear.`}</Text>
				</Box>
			) : null}
			<Box display={small ? 'none' : 'flex'} flexDirection="column">
				{children}
			</Box>
		</>
	);
}
