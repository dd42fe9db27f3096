/** `hostwright apply` where a change of the network is tried: what is printed, what is asked, and what the answer leads to. */
import {createInterface} from 'node:readline/promises';
import type {Host} from '../src/host/host.ts';
import {realHost} from '../src/host/real-host.ts';
import type {Trial} from '../src/plan/trial/trial.ts';
import type {Outcome} from '../src/session/apply.ts';
import {appliedText} from '../src/session/apply-text.ts';
import {allGreen, type OnRung} from '../src/session/ladder.ts';
import {rungLines} from '../src/session/ladder-text.ts';
import {takeTrialBack, trialEnds} from '../src/session/trial.ts';
import {
	answersWhenKept,
	changeBeingTried,
	keepChange,
	testChange,
	tryChange,
	type ChangeWish,
} from '../src/session/try-change.ts';
import {Refused} from './arguments.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);

/** Prints what became of an apply, and answers with the exit code. @throws {Refused} */
export function told(outcome: Outcome): number {
	if ('problem' in outcome) throw new Refused(outcome.problem);
	process.stdout.write(appliedText(outcome));
	return outcome.applied.some(({result}) => result === 'failed') ? 1 : 0;
}

/** Tries the change, says how it does, and asks. @throws {Refused} when it could not be made: it has gone back then */
export async function tryPlans(host: Host, wish: ChangeWish): Promise<number> {
	const tried = await tryChange(host, wish, say);
	if ('problem' in tried) throw new Refused(tried.problem);
	const {trial} = tried;
	const over = new AbortController();
	const end = trialEnds(host, trial, () => undefined).finally(() => over.abort());
	say('Testing the network, from the cable up:');
	const onRung: OnRung = rung => rungLines(rung).forEach(line => say(`  ${line}`));
	const tested = testChange(host, answersWhenKept(trial), onRung, over.signal);
	const rungs = await Promise.race([tested, end.then(() => undefined)]);
	if (rungs) say(allGreen(rungs) ? 'Nothing is wrong.' : 'Not everything is as it should be.');
	const answer = process.stdin.isTTY ? await ask(over.signal) : undefined;
	if (answer === 'keep') return told(await keepChange(host, trial));
	if (answer === 'back') await goBack(host, trial);
	else if (!over.signal.aborted) say('Nobody is here to keep it: hostwright apply --keep does, from anywhere.');
	const {how, problems} = await end;
	if (how === 'kept') {
		say('The change was kept from elsewhere.');
		return 0;
	}
	say(['The change has gone back, and nothing was saved.', ...problems].join(' '));
	return 1;
}

/** Undefined when the trial ended meanwhile. A console that is closed, or Ctrl-C, is a no. */
async function ask(signal: AbortSignal): Promise<'keep' | 'back' | undefined> {
	const lines = createInterface({input: process.stdin, output: process.stdout});
	const closed = new Promise<'back'>(resolve => lines.once('close', () => resolve('back')));
	const typed = lines.question('Keep it? yes keeps it, anything else takes it back: ', {signal}).then(
		text => (/^\s*y(es)?\s*$/i.test(text) ? 'keep' : 'back'),
		() => undefined,
	);
	try {
		return await Promise.race([typed, closed]);
	} finally {
		lines.close();
	}
}

const goBack = async (host: Host, {id}: Trial) =>
	takeTrialBack(host, id, 'Somebody took the change of the network back.');

/** `--keep` and `--back`: ends what is being tried, from any console. @throws {Refused} when nothing is */
export async function endTrial(how: 'keep' | 'back'): Promise<number> {
	const host = realHost();
	const trial = await changeBeingTried(host);
	if (!trial) throw new Refused('no change of the network is being tried; it may have gone back already');
	if (how === 'keep') return told(await keepChange(host, trial));
	await goBack(host, trial);
	say('The change has gone back, and nothing was saved.');
	return 0;
}
