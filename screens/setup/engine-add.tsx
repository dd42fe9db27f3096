/** Adding this host to its engine with an administrator's login, which is typed, sent to the engine and forgotten. */
import {Box} from 'ink';
import {useEffect, useRef, useState} from 'react';
import {Actions, LogView, Prose, TextField, usePageHeight, Waiting} from '../../src/tui/index.ts';
import {usePages} from './setting.ts';

const FORGOTTEN = 'The login goes to the engine and is kept nowhere.';

/** Of the first cluster of an engine. */
const CLUSTER = 'Default';

const first = (texts: readonly (string | undefined)[]) => texts.find(text => text !== undefined && text !== '') ?? '';

/** Lines of the page beside the statuses. */
const FIELDS = 10;

export function AddToEngine({onBack}: {onBack: () => void}) {
	const {setup, snapshot} = usePages();
	const height = usePageHeight();
	const {hostname, links} = snapshot.status;
	const [user, setUser] = useState('admin@internal');
	const [password, setPassword] = useState('');
	const [name, setName] = useState(hostname ?? '');
	const [address, setAddress] = useState(
		first([...(links ?? []).flatMap(link => link.addresses).map(each => each.split('/')[0]), hostname]),
	);
	const [cluster, setCluster] = useState(CLUSTER);
	const [statuses, setStatuses] = useState<readonly string[]>([]);
	/** Undefined: not yet. Null: it goes on. */
	const [ended, setEnded] = useState<string | null>();
	const leaving = useRef(new AbortController());
	useEffect(() => () => leaving.current.abort(), []);
	const missing = [user, password, name, address, cluster].includes('');
	const add = async () => {
		setStatuses([]);
		setEnded(null);
		const problem = await setup.engine.add(
			{user, password, name, address, cluster},
			{signal: leaving.current.signal, tell: status => setStatuses(before => [...before, status])},
		);
		setPassword('');
		setEnded(problem?.problem ?? 'This host is up in its engine.');
	};
	const disabled = ended === null;
	return (
		<>
			<Prose after>{FORGOTTEN}</Prose>
			<TextField label="User" value={user} onChange={setUser} disabled={disabled} />
			<TextField autoFocus secret label="Password" value={password} onChange={setPassword} disabled={disabled} />
			<TextField label="Name there" value={name} onChange={setName} disabled={disabled} />
			<TextField label="Address" value={address} onChange={setAddress} disabled={disabled} />
			<TextField label="Cluster" value={cluster} onChange={setCluster} disabled={disabled} />
			<Box marginTop={1} flexShrink={0}>
				<Actions
					items={[
						{label: 'Add', disabled: disabled || missing, onPress: () => void add()},
						{label: 'Back', onPress: onBack},
					]}
				/>
			</Box>
			{ended === null && <Waiting>{' The engine is at it; this can be left, and goes on there ...'}</Waiting>}
			{typeof ended === 'string' && (
				<Prose bold before after>
					{ended}
				</Prose>
			)}
			{statuses.length > 0 && <LogView lines={statuses} height={Math.max(1, height - FIELDS)} />}
		</>
	);
}
