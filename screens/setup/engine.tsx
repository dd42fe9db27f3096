/** The engine over its page: whom the certificate is of, Approve or Reject, what became of it, and adding the host with a login. */
import {Box} from 'ink';
import {useEffect, useState} from 'react';
import {placeOf} from '../../src/features/engine/protocol.ts';
import {factsOf, stateWords} from '../../src/features/engine/words.ts';
import type {Met} from '../../src/features/engine/register.ts';
import type {Registration} from '../../src/probes/registration.ts';
import {Actions, Facts, Prose, Waiting} from '../../src/tui/index.ts';
import {fieldText} from '../settings/form.ts';
import {AddToEngine} from './engine-add.tsx';
import type {Cover} from './page.tsx';
import {Prove} from './prove.tsx';
import {usePages} from './setting.ts';

export const engineCover = (onBack: () => void): Cover => ({
	title: 'oVirt Engine: connect',
	body: <Engine onBack={onBack} />,
	onBack,
});

/** How it stands, above the fields. */
export function EngineState({registration = {}}: {registration: Registration | undefined}) {
	const words = stateWords(registration);
	return words === undefined ? null : (
		<Prose bold after>
			{words}
		</Prose>
	);
}

type State =
	| {readonly at: 'asking'}
	| {readonly at: 'failed'; readonly problem: string}
	| {readonly at: 'met'; readonly met: Met}
	| {readonly at: 'proving'; readonly met: Met}
	| {readonly at: 'registering'}
	| {readonly at: 'accepted'; readonly words: string}
	| {readonly at: 'adding'};

const VOUCHES = {
	fingerprint: 'It has the fingerprint that is given.',
	system: 'It came over a connection that this host trusts.',
	kept: 'It is the one that was approved of before.',
} as const;

const COMPARE = 'Nobody vouches for it: compare it with what the engine itself shows, and only then approve of it.';

const WHY = 'An engine logs in to its hosts as root.';

function Engine({onBack}: {onBack: () => void}) {
	const {setup, snapshot} = usePages();
	const [state, setState] = useState<State>({at: 'asking'});
	const place = placeOf({
		server: fieldText(snapshot, 'engine.server'),
		port: Number(fieldText(snapshot, 'engine.port')),
	});
	const {meet} = setup.engine;
	const [attempt, setAttempt] = useState(1);
	useEffect(() => {
		let isShown = true;
		void meet().then(met => {
			if (isShown) setState('problem' in met ? {at: 'failed', ...met} : {at: 'met', met});
		});
		return () => {
			isShown = false;
		};
	}, [meet, attempt]);
	const tryAgain = () => {
		setState({at: 'asking'});
		setAttempt(attempt + 1);
	};
	const register = async ({authority}: Met) => {
		setState({at: 'registering'});
		const registered = await setup.engine.register(authority.sha256);
		setState('problem' in registered ? {at: 'failed', ...registered} : {at: 'accepted', ...registered});
	};
	const approve = (met: Met) => (snapshot.guard === 'open' ? void register(met) : setState({at: 'proving', met}));
	const back = {label: 'Back', onPress: onBack};
	switch (state.at) {
		case 'asking':
			return <Waiting>{` Asking ${place} for its certificate ...`}</Waiting>;
		case 'registering':
			return <Waiting>{` Registering this host with ${place} ...`}</Waiting>;
		case 'failed':
			return (
				<>
					<Prose after>{state.problem}</Prose>
					<Actions autoFocus items={[{label: 'Try again', onPress: tryAgain}, back]} />
				</>
			);
		case 'met':
			return <Approval met={state.met} onApprove={() => approve(state.met)} onBack={onBack} />;
		case 'proving':
			return (
				<Prove
					title="Who is this?"
					why={WHY}
					verb="Register"
					onProven={() => void register(state.met)}
					onBack={() => setState({at: 'met', met: state.met})}
				/>
			);
		case 'accepted':
			return (
				<>
					<Prose after>{state.words}</Prose>
					<Actions
						autoFocus
						items={[back, {label: 'Approve with a login', onPress: () => setState({at: 'adding'})}]}
					/>
				</>
			);
		case 'adding':
			return <AddToEngine onBack={onBack} />;
	}
}

function Approval({met, onApprove, onBack}: {met: Met; onApprove: () => void; onBack: () => void}) {
	const {setting} = usePages();
	const {authority, knownBy} = met;
	const reject = {label: 'Reject', onPress: onBack};
	return (
		<>
			<Prose after>The CA of this engine:</Prose>
			<Facts rows={factsOf(authority)} />
			<Prose before after bold={knownBy === undefined}>
				{knownBy === undefined ? COMPARE : VOUCHES[knownBy]}
			</Prose>
			{setting.rehearsal && (
				<Prose after>This is a rehearsal: it ends here, and this host is not registered.</Prose>
			)}
			<Box flexShrink={0}>
				<Actions
					autoFocus
					label="Is it the engine's?"
					items={setting.rehearsal ? [reject] : [reject, {label: 'Approve', onPress: onApprove}]}
				/>
			</Box>
		</>
	);
}
