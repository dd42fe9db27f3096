/** Asks for the password of admin before what can give root, or says why nobody can show to be admin. */
import {useState} from 'react';
import {Dialog, Prose, TextField, Waiting} from '../../src/tui/index.ts';
import {usePages} from './setting.ts';

/** Said wherever the guard refuses. */
const NO_PASSWORD =
	'admin has no password, so nobody can show to be admin here. Start the installation medium, which can set one.';

export type ProveProps = {
	readonly title: string;
	/** Why it is asked: a whole sentence. */
	readonly why: string;
	/** What follows: `Open the shell`. */
	readonly verb: string;
	readonly onProven: () => void;
	readonly onBack: () => void;
};

export function Prove(props: ProveProps) {
	const {snapshot} = usePages();
	if (snapshot.guard !== 'refuses') return <Asked {...props} />;
	return (
		<Dialog title={props.title} actions={[{label: 'Back', onPress: props.onBack}]}>
			<Prose>{NO_PASSWORD}</Prose>
		</Dialog>
	);
}

/** The password, while it is typed and looked at. It is forgotten with every answer. */
export function usePassword(onProven: () => void) {
	const {setup} = usePages();
	const [password, setPassword] = useState('');
	const [state, setState] = useState<'typing' | 'checking' | 'wrong'>('typing');
	const submit = async () => {
		if (state === 'checking') return;
		setState('checking');
		const proven = await setup.prove(password);
		setPassword('');
		setState(proven ? 'typing' : 'wrong');
		if (proven) onProven();
	};
	return {
		submit: () => void submit(),
		field: (
			<>
				<TextField
					secret
					autoFocus
					label="Password of admin"
					value={password}
					onChange={text => {
						setPassword(text);
						setState(before => (before === 'checking' ? before : 'typing'));
					}}
					problem={state === 'wrong' ? 'This is not the password of admin.' : undefined}
					onSubmit={() => void submit()}
				/>
				{state === 'checking' && <Waiting>{' Looking at it ...'}</Waiting>}
			</>
		),
	};
}

function Asked({title, why, verb, onProven, onBack}: ProveProps) {
	const {field, submit} = usePassword(onProven);
	return (
		<Dialog
			title={title}
			onEscape={onBack}
			actions={[
				{label: verb, onPress: submit},
				{label: 'Back', onPress: onBack},
			]}
		>
			<Prose after>{why}</Prose>
			{field}
		</Dialog>
	);
}
