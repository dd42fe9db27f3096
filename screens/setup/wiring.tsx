/** Helps for wiring: which interface is which, what is at the other end of its cable, and what DHCP gives there. */
import {Box} from 'ink';
import {useState} from 'react';
import {Actions, NumberField, TextField, TextView, usePageHeight, Waiting} from '../../src/tui/index.ts';
import type {Cover} from './page.tsx';
import {usePages} from './setting.ts';

export const wiringCover = (onBack: () => void): Cover => ({title: 'Wiring', body: <Wiring onBack={onBack} />, onBack});

/** Two fields, two rows of actions, and the blank lines round them. */
const ABOVE = 7;

function Wiring({onBack}: {onBack: () => void}) {
	const {setup, snapshot} = usePages();
	const height = usePageHeight();
	const nics = (snapshot.machine?.nics ?? []).map(({name}) => name);
	const [nic, setNic] = useState(nics[0] ?? '');
	const [vlan, setVlan] = useState('');
	const [problems, setProblems] = useState<ReturnType<typeof setup.wrongWiring>>({});
	/** Undefined: nothing was asked yet. Null: an answer is waited for. */
	const [said, setSaid] = useState<readonly string[] | null>();
	const busy = said === null;
	const ask = async (work: () => Promise<readonly string[]>) => {
		setSaid(null);
		setSaid(await work().catch((error: unknown) => [error instanceof Error ? error.message : String(error)]));
	};
	const about = (wanted: string | undefined, work: () => Promise<readonly string[]>) => {
		const wrong = setup.wrongWiring(nics, nic, wanted);
		setProblems(wrong);
		if (wrong.nic === undefined && wrong.vlan === undefined) void ask(work);
	};
	const fixLease = async () => {
		const lease = await setup.leaseToStatic();
		return lease === undefined
			? ['The lease stands in the fields of the page now; Apply tries and keeps it.']
			: [lease];
	};
	const {wiring} = setup;
	return (
		<>
			<TextField
				autoFocus
				label="Interface"
				value={nic}
				onChange={setNic}
				problem={problems.nic}
				hint={nics.join(', ')}
			/>
			<NumberField label="VLAN" value={vlan} onChange={setVlan} width={6} problem={problems.vlan} />
			<Box marginTop={1} marginBottom={1} flexShrink={0} flexDirection="column">
				<Actions
					items={[
						{
							label: 'Blink',
							disabled: busy,
							onPress: () => about(undefined, async () => wiring.blink(nic)),
						},
						{
							label: 'Listen',
							disabled: busy,
							onPress: () => about(undefined, async () => wiring.listen(nic)),
						},
						{
							label: 'Try DHCP on the VLAN',
							disabled: busy,
							onPress: () => about(vlan, async () => wiring.dhcp(nic, Number(vlan))),
						},
					]}
				/>
				<Actions
					items={[
						{
							label: 'Which cable is it?',
							disabled: busy,
							onPress: () => void ask(async () => wiring.cable()),
						},
						{label: 'Lease to static', disabled: busy, onPress: () => void ask(fixLease)},
						{label: 'Back', onPress: onBack},
					]}
				/>
			</Box>
			{busy && <Waiting>{' Unplug or plug in a cable, or wait for what is heard ...'}</Waiting>}
			{said && <TextView label="Answers" lines={said} height={height - ABOVE} counts />}
		</>
	);
}
