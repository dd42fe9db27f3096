/** Trying a change of the network: what the command and setup do alike. */
import {features} from '../features/index.ts';
import type {Host} from '../host/host.ts';
import type {OnDoing} from '../plan/apply/make-changes.ts';
import {readTrial, type Trial} from '../plan/trial/trial.ts';
import {probeNics} from '../probes/probe.ts';
import {merge, type Answers} from '../settings/answers.ts';
import {openStore} from '../sources/store.ts';
import {applyPlans, planApply, type Outcome, type SectionPlan} from './apply.ts';
import {climb, type OnRung, type Rung} from './ladder.ts';
import {aimOf} from './ladder-aim.ts';
import {saveGivens} from './save.ts';
import {beginTrial, keepTrial, triedOf, type TrialWish} from './trial.ts';

const savedAnswers = (): Answers => merge(openStore(features).givens);

/** The change that is being tried on this host, from whichever console. */
export const changeBeingTried = async (host: Host): Promise<Trial | undefined> => readTrial(host);

export type ChangeWish = Pick<TrialWish, 'saves' | 'seconds' | 'by'> & {
	/** With one that is to be tried; the others follow when it is kept. */
	readonly plans: readonly SectionPlan[];
};

/** Makes the change of the network; the rest has to wait. */
export async function tryChange(
	host: Host,
	{plans, ...wish}: ChangeWish,
	onDoing?: OnDoing,
): Promise<{readonly trial: Trial} | {readonly problem: string}> {
	const plan = triedOf(plans);
	if (plan === undefined) return {problem: 'Nothing of this changes the network of a running host.'};
	const sections = plans.map(({section}) => section).filter(section => section !== plan.section);
	return beginTrial(host, {...wish, plan, sections, saved: savedAnswers()}, onDoing);
}

/** Climbs the ladder by these answers; nothing is asked where no interface is ours. */
export async function testChange(
	host: Host,
	answers: Answers,
	onRung: OnRung,
	signal: AbortSignal,
): Promise<readonly Rung[]> {
	const aim = aimOf(answers, await probeNics(host));
	return aim === undefined ? [] : climb(host, aim, onRung, signal);
}

/** The answers as they are when the change is kept: what lies in the store, and over it what is saved then. */
export const answersWhenKept = ({saves}: Trial): Answers => merge([...openStore(features).givens, ...saves]);

/** Keeps what is tried, saves it, and applies what had to wait. */
export async function keepChange(host: Host, {id, by}: Trial, onDoing?: OnDoing): Promise<Outcome> {
	const kept = await keepTrial(host, id, saveGivens);
	if ('problem' in kept || kept.sections.length === 0) return kept;
	const plans = await planApply(host, savedAnswers(), kept.sections);
	const rest = 'problem' in plans ? plans : await applyPlans(host, plans, {by, ...(onDoing ? {onDoing} : {})});
	return 'problem' in rest ? rest : {...rest, applied: [...kept.applied, ...rest.applied]};
}
