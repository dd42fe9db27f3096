/** Whether an address answers: an address, how many packets, and what ping says. */
import {Box} from 'ink';
import {useState} from 'react';
import {Actions, NumberField, TextField, TextView, usePageHeight, Waiting} from '../../src/tui/index.ts';
import type {Cover} from './page.tsx';
import {usePages} from './setting.ts';

export const pingCover = (onBack: () => void): Cover => ({title: 'Ping', body: <Ping onBack={onBack} />, onBack});

function Ping({onBack}: {onBack: () => void}) {
	const {setup} = usePages();
	const height = usePageHeight();
	const [to, setTo] = useState('127.0.0.1');
	const [count, setCount] = useState('3');
	const [tried, setTried] = useState(false);
	/** Undefined: nothing was sent yet. Null: an answer is waited for. */
	const [said, setSaid] = useState<readonly string[] | null>();
	const problems = tried ? setup.wrongPing(to, count) : {};
	const ping = async () => {
		setTried(true);
		if (Object.values(setup.wrongPing(to, count)).some(problem => problem !== undefined)) return;
		setSaid(null);
		setSaid(await setup.ping(to, Number(count)));
	};
	return (
		<>
			<TextField
				autoFocus
				label="Address"
				value={to}
				onChange={setTo}
				problem={problems.address}
				hint="a name or an address"
			/>
			<NumberField label="Packets" value={count} onChange={setCount} width={4} problem={problems.count} />
			<Box marginTop={1} marginBottom={1} flexShrink={0}>
				<Actions
					items={[
						{label: 'Ping', disabled: said === null, onPress: () => void ping()},
						{label: 'Back', onPress: onBack},
					]}
				/>
			</Box>
			{said === null && <Waiting>{' Waiting for answers ...'}</Waiting>}
			{said && <TextView label="Answers" lines={said} height={height - 5} counts />}
		</>
	);
}
