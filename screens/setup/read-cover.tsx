/** Lines that have to be asked for, over their page, and what can be done about them. */
import {Box} from 'ink';
import {useEffect, useState} from 'react';
import {Actions, TextView, usePageHeight, Waiting, type Action} from '../../src/tui/index.ts';
import type {Cover} from './page.tsx';

export type Reading = {
	/** Of the text, for a person who listens. */
	readonly label: string;
	readonly title: string;
	/** Never rejects. */
	readonly read: () => Promise<readonly string[]>;
	/** Beside Back. */
	readonly actions?: readonly Action[];
};

/** @param id a cover with another one reads anew */
export const readCover = (id: string, reading: Reading, onBack: () => void): Cover => ({
	...{title: reading.title, onBack},
	body: <Lines key={id} reading={reading} onBack={onBack} />,
});

function Lines({reading, onBack}: {reading: Reading; onBack: () => void}) {
	const height = usePageHeight();
	const [lines, setLines] = useState<readonly string[]>();
	const [read] = useState(() => reading.read);
	useEffect(() => {
		let gone = false;
		const ask = async () => {
			const said = await read();
			if (!gone) setLines(said);
		};
		void ask();
		return () => {
			gone = true;
		};
	}, [read]);
	const back = {label: 'Back', onPress: onBack};
	return (
		<>
			{lines ? (
				<TextView label={reading.label} lines={lines} height={height - 2} counts />
			) : (
				<Waiting>{' Asking the host ...'}</Waiting>
			)}
			<Box marginTop={1} flexShrink={0}>
				<Actions autoFocus items={[back, ...(reading.actions ?? [])]} />
			</Box>
		</>
	);
}
