/** Setup while a change of the network is tried: the ladder, the time that is left, and the three ways out. */
import {network} from '../features/network/index.ts';
import type {Trial} from '../plan/trial/trial.ts';
import type {Answers} from '../settings/answers.ts';
import {valuesOf} from './answers.ts';
import type {Outcome} from './apply.ts';
import {allGreen, type Rung} from './ladder.ts';
import {rungLines} from './ladder-text.ts';
import type {Observable} from './observable.ts';
import type {Part, SetupParts, SetupSnapshot, Work} from './setup-state.ts';
import type {TrialEnd} from './trial-end.ts';
import type {Typing} from './typing.ts';

type Planned = Extract<Work, {readonly state: 'planned'}>;
type Trying = Extract<Work, {readonly state: 'trying'}>;

const sentence = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** What ended without us. */
function outcomeOf({how, problems}: TrialEnd): Outcome {
	if (how === 'kept') return {applied: [], recorded: {words: 'The change was kept from another console.'}};
	return {problem: ['The change has gone back, and nothing was saved.', ...problems].join(' ')};
}

export type TrialDesk = {
	/** Whether something of it could cut the operator off. */
	readonly needs: (plans: Planned['plans']) => boolean;
	/** Makes the change and climbs the ladder; resolves once the change is made, or could not be. */
	readonly begin: (planned: Planned, answers: Answers) => Promise<void>;
	readonly keep: () => Promise<void>;
	/** Back now; what was typed stays typed. `edit`: and back to the page. */
	readonly takeBack: (edit: boolean) => Promise<void>;
	/** Shows what is being tried from elsewhere, if anything is. */
	readonly join: () => Promise<void>;
};

/** @param onEnd the host may be another one now */
export function trialDesk(
	store: Observable<SetupSnapshot>,
	{trial: parts}: SetupParts,
	{typing, onEnd}: {readonly typing: Typing; readonly onEnd: () => void},
): TrialDesk {
	const done: string[] = [];
	const onDoing = (title: string) => {
		done.push(title);
		store.set({work: {state: 'running', done: [...done]}});
	};
	const end = (outcome: Outcome) => {
		store.set({work: {state: 'ended', done: [...done], outcome}});
		onEnd();
	};
	const trying = (): Trying | undefined => {
		const {work} = store.get();
		return work.state === 'trying' ? work : undefined;
	};
	const tell = (change: Partial<Pick<Trying, 'lines' | 'tested' | 'green' | 'left'>>) => {
		const now = trying();
		if (now) store.set({work: {...now, ...change}});
	};
	const watch = (trial: Trial, part: Part) => {
		const over = new AbortController();
		store.set({work: {state: 'trying', trial, part, lines: [], tested: false, green: false, left: undefined}});
		const onRung = (rung: Rung) => tell({lines: [...(trying()?.lines ?? []), ...rungLines(rung)]});
		const onLeft = (seconds: number) => {
			const left = Math.ceil(seconds);
			if (left !== trying()?.left) tell({left});
		};
		void parts.test(trial, onRung, over.signal).then(
			rungs => tell({tested: true, green: allGreen(rungs)}),
			(error: unknown) => tell({tested: true, lines: [sentence(error)]}),
		);
		void parts.ends(trial, onLeft).then(ended => {
			over.abort();
			if (trying()) end(outcomeOf(ended));
		});
	};
	return {
		needs: parts.needs,
		async begin({part, plans, saves}, answers) {
			done.length = 0;
			store.set({work: {state: 'running', done: []}});
			const {confirmSeconds: seconds} = valuesOf(network, answers);
			const begun = await parts.begin({plans, saves, seconds}, onDoing);
			if ('problem' in begun) end(begun);
			else watch(begun.trial, part);
		},
		async keep() {
			const now = trying();
			if (!now) return;
			store.set({work: {state: 'running', done: [...done]}});
			const outcome = await parts.keep(now.trial, onDoing);
			if (!('problem' in outcome)) typing.untype(...now.part.settings);
			end(outcome);
		},
		async takeBack(edit) {
			const now = trying();
			if (!now) return;
			store.set({work: {state: 'running', done: [...done]}});
			await parts.back(now.trial);
			end(outcomeOf({id: now.trial.id, how: 'back', problems: []}));
			if (edit) store.set({work: {state: 'none'}});
		},
		async join() {
			const trial = await parts.now();
			if (trial) watch(trial, {settings: [], sections: [trial.section]});
		},
	};
}
