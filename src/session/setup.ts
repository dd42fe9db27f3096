/**
 * The configurator behind its screens: what is saved, what was typed over it, how the host does, the plan of an Apply and what came
 * of it, as one observable snapshot. It knows no terminal. Everything it needs of the host comes in as `parts`.
 */
import {setTimeout} from 'node:timers/promises';
import {features} from '../features/index.ts';
import type {Status} from '../probes/status.ts';
import type {Answer, Answers, Given} from '../settings/answers.ts';
import {allSettings, settingNamed} from '../settings/section.ts';
import type {Outcome} from './apply.ts';
import {planText} from './apply-text.ts';
import {isGuarded} from './guard.ts';
import {wrongPing} from './ping.ts';
import {savedLines} from './settings-changes.ts';
import {observable, type Observable} from './observable.ts';
import {engineOfSetup, type EngineOfSetup} from './setup-engine.ts';
import type {Part, Reports, SetupParts, SetupSnapshot, Work} from './setup-state.ts';
import {trialDesk, type TrialDesk} from './setup-trial.ts';
import {wrongWiring, type Wiring} from './wiring.ts';
import {hashedBy, startTyping, type Typing} from './typing.ts';

export type Setup = {
	readonly subscribe: (listener: () => void) => () => void;
	readonly get: () => SetupSnapshot;
	readonly type: Typing['type'];
	readonly untype: Typing['untype'];
	/** Text that is saved, or the default; empty when there is neither. */
	readonly saved: (setting: string) => string;
	/** What lower sources say; empty when nothing. */
	readonly below: (setting: string) => string;
	/** Hashes in this process and types the hash; the password itself is kept nowhere here. */
	readonly typePassword: (setting: string, password: string) => Promise<void>;
	/** Back to what is saved, also over what an answer file gave. */
	readonly reset: (settings: readonly string[]) => void;
	readonly plan: (part: Part) => Promise<void>;
	/** The same for going back to what was saved after a change. */
	readonly planRevert: (change: number) => Promise<void>;
	/** What a change did, for a person. */
	readonly change: (number: number) => Promise<readonly string[]>;
	/** What somebody changed on the host stays as it is. */
	readonly adopt: () => Promise<void>;
	/** Saves and applies what was planned. */
	readonly apply: () => Promise<void>;
	/** Keeps the change of the network that is being tried, and saves it. */
	readonly keep: TrialDesk['keep'];
	readonly takeBack: TrialDesk['takeBack'];
	/** Puts the plan, or what came of it, aside. */
	readonly putAside: () => void;
	/**
	 * Lets the next thing through that can give root, once. A wrong password is answered late, so that guessing is slow.
	 * @returns whether it is the password of admin
	 */
	readonly prove: (password: string) => Promise<boolean>;
	/** Whether that was proven, or need not be; a proof serves once. */
	readonly mayGiveRoot: () => boolean;
	readonly refresh: () => void;
	readonly reports: Reports;
	readonly report: (id: string) => Promise<readonly string[]>;
	readonly wrongPing: typeof wrongPing;
	readonly wiring: Wiring;
	readonly wrongWiring: typeof wrongWiring;
	/** Types what DHCP gave as settings of this host. @returns a whole sentence when it gave nothing */
	readonly leaseToStatic: () => Promise<string | undefined>;
	readonly ping: (address: string, count: number) => Promise<readonly string[]>;
	/** As the settings name the engine now, typed ones included. */
	readonly engine: EngineOfSetup;
};

type Store = Observable<SetupSnapshot>;

const sentence = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** Opens setup; looking at the host begins at once and beside the screen. */
export function createSetup(parts: SetupParts): Setup {
	const store = observable<SetupSnapshot>({
		...factsOf(parts, [], undefined),
		...{machine: undefined, status: {}, looking: false, profiles: undefined, plugins: undefined},
		...{failures: [], changes: undefined, drift: undefined, closed: new Map()},
		// Until it is known, nobody gets through.
		...{guard: 'asks', work: {state: 'none'}, trouble: ''},
	});
	const below = (setting: string) => parts.gather([], store.get().machine).answers.get(setting)?.text ?? '';
	const gather = () => store.set(factsOf(parts, typing.givens(), store.get().machine));
	const typing = startTyping(below, gather);
	const refresh = lookWith(store, parts, gather);
	const proof = proofWith(store, parts);
	const desk = trialDesk(store, parts, {typing, onEnd: refresh});
	const working = workWith(store, parts, {typing, desk, mayGiveRoot: proof.mayGiveRoot});
	refresh();
	void desk.join();
	return {
		...{subscribe: store.subscribe, get: store.get, below, refresh},
		saved: name => parts.saved().get(name)?.text ?? settingNamed(features, name)?.default ?? '',
		...{type: typing.type, untype: typing.untype},
		typePassword: async (setting, password) =>
			typing.type({[setting]: await hashedBy(parts.hash, setting, password)}),
		reset(settings) {
			typing.untype(...settings);
			const saved = parts.saved();
			typing.type(Object.fromEntries(settings.map(name => [name, saved.get(name)?.text ?? ''])));
		},
		...proof,
		...{keep: desk.keep, takeBack: desk.takeBack},
		...{plan: working.plan, planRevert: working.planRevert},
		change: async number => parts.change(number).catch((error: unknown) => [sentence(error)]),
		async adopt() {
			const problem = await parts.adopt().catch(sentence);
			refresh();
			if (problem !== undefined) store.set({trouble: problem});
		},
		async apply() {
			if (await working.apply()) refresh();
		},
		putAside: () => store.set({work: {state: 'none'}}),
		reports: parts.reports,
		report: async id => parts.report(id).catch((error: unknown) => [sentence(error)]),
		...{wrongPing, wrongWiring, wiring: parts.wiring},
		async leaseToStatic() {
			const lease = await parts.wiring.lease(store.get().answers);
			if ('problem' in lease) return lease.problem;
			typing.type(lease.settings);
			return undefined;
		},
		ping: async (address, count) => parts.ping(address, count).catch((error: unknown) => [sentence(error)]),
		engine: engineOfSetup({parts: parts.engine, answers: () => store.get().answers, refresh, ...proof}),
	};
}

/** Who said it could still be saved: an answer file, a kernel line or a person; never a default or a fact. */
const isSaid = ({source}: Answer) => ['file', 'kernel', 'typed'].includes(source.rank);

/** Settings whose answer is not the saved one. What acts once is no setting of the host. */
function differingFrom(saved: Answers, answers: Answers): ReadonlySet<string> {
	const names = [...allSettings(features)].filter(({setting}) => !setting.once).map(({name}) => name);
	return new Set(
		names.filter(name => {
			const answer = answers.get(name);
			return answer !== undefined && isSaid(answer) && answer.text !== (saved.get(name)?.text ?? '');
		}),
	);
}

function factsOf(parts: SetupParts, typed: readonly Given[], machine: SetupSnapshot['machine']) {
	const gathered = parts.gather(typed, machine);
	return {...gathered, differing: differingFrom(parts.saved(), gathered.answers)};
}

/** The network and the engine belong to whoever manages the host (facts/services.md 1.7); everything else stays its own. */
function closedBy({manager}: Status): ReadonlyMap<string, string> {
	if (!manager) return new Map();
	const {name, trace} = manager;
	return new Map([
		['network', `${name} manages the network of this host (${trace}); change it there.`],
		['engine', `${name} manages this host (${trace}); remove it there before it goes to another.`],
	]);
}

function lookWith(store: Store, parts: SetupParts, gather: () => void): () => void {
	let looks = 0;
	const look = async () => {
		const mine = ++looks;
		/** The last look wins, however long an earlier one takes. */
		const tell = (change: Partial<SetupSnapshot>) => {
			if (mine === looks) store.set(change);
		};
		const asking = async (work: () => Promise<void>) =>
			work().catch((error: unknown) => tell({trouble: sentence(error)}));
		store.set({looking: true, trouble: ''});
		await Promise.all([
			asking(async () => {
				tell({machine: await parts.look()});
				gather();
			}),
			asking(async () =>
				parts.status(part => {
					const status = {...store.get().status, ...part};
					tell({status, closed: closedBy(status)});
				}),
			),
			asking(async () => tell({profiles: await parts.profiles()})),
			asking(async () => tell({plugins: await parts.plugins()})),
			asking(async () => tell({failures: await parts.failures()})),
			asking(async () => tell({guard: await parts.guard()})),
			asking(async () => tell({changes: await parts.changes()})),
			asking(async () => tell({drift: await parts.drift()})),
		]);
		tell({looking: false});
	};
	return () => void look();
}

/** Settings that somebody else reads, such as words of the kernel line. */
const NO_FILES = 'No file of this host follows from these settings.';

/** Milliseconds that a wrong password takes. */
const WRONG = 2000;

function proofWith(store: Store, parts: SetupParts): Pick<Setup, 'prove' | 'mayGiveRoot'> {
	let proven = false;
	return {
		async prove(password) {
			proven = await parts.proves(password).catch(() => false);
			if (!proven) await setTimeout(WRONG);
			return proven;
		},
		mayGiveRoot() {
			const may = proven || store.get().guard === 'open';
			proven = false;
			return may;
		},
	};
}

type Working = {readonly typing: Typing; readonly desk: TrialDesk; readonly mayGiveRoot: () => boolean};

function workWith(store: Store, parts: SetupParts, {typing, desk, mayGiveRoot}: Working) {
	/** The answers with nothing typed but what the part is about. */
	const answersOf = ({settings}: Part) =>
		parts.gather(
			typing.givens().filter(({setting}) => settings.includes(setting)),
			store.get().machine,
		);
	const changesOf = ({settings}: Part, answers: Answers) => {
		const differing = differingFrom(parts.saved(), answers);
		return settings.flatMap(name => (differing.has(name) ? (answers.get(name) ?? []) : []));
	};
	/** The plan, or a whole sentence why there is none. */
	const lookAhead = async (part: Part): Promise<Work> => {
		const {answers, problems} = answersOf(part);
		const wrong = problems.find(({level, setting}) => level === 'error' && part.settings.includes(setting));
		if (wrong) return {state: 'refused', problem: wrong.message};
		const plans = part.sections.length === 0 ? [] : await parts.plan(answers, part.sections);
		if ('problem' in plans) return {state: 'refused', problem: plans.problem};
		const saves = changesOf(part, answers);
		const happens = plans.length === 0 ? NO_FILES : planText(plans).trimEnd();
		const lines = [...savedLines(saves, parts.saved()), ...happens.split('\n')];
		const givesRoot = saves.some(({setting}) => isGuarded(setting));
		return {state: 'planned', part, lines, saves, plans, givesRoot, reverts: false};
	};
	/** The plan that leads back, or a whole sentence why there is none. */
	const lookBack = async (number: number): Promise<Work> => {
		const found = await parts.revert(number);
		if ('problem' in found) return {state: 'refused', ...found};
		const part = {settings: found.saves.map(({setting}) => setting), sections: []};
		const givesRoot = found.saves.some(({setting}) => isGuarded(setting));
		return {state: 'planned', part, ...found, givesRoot, reverts: true};
	};
	const planning = async (look: () => Promise<Work>) => {
		store.set({work: {state: 'planning'}});
		try {
			store.set({work: await look()});
		} catch (error) {
			store.set({work: {state: 'refused', problem: sentence(error)}});
		}
	};
	/** @returns whether anything may have become of it */
	const apply = async (): Promise<boolean> => {
		const {work} = store.get();
		if (work.state !== 'planned') return false;
		const {part, saves, plans, reverts} = work;
		if (work.givesRoot && !mayGiveRoot()) return false;
		if (desk.needs(plans)) {
			await desk.begin(work, answersOf(part).answers);
			return false;
		}
		const done: string[] = [];
		store.set({work: {state: 'running', done: []}});
		const end = (outcome: Outcome) => store.set({work: {state: 'ended', done: [...done], outcome}});
		try {
			if (saves.length > 0) await parts.save(saves, {putAside: reverts});
			typing.untype(...part.settings);
			end(
				await parts.apply(plans, title => {
					done.push(title);
					store.set({work: {state: 'running', done: [...done]}});
				}),
			);
		} catch (error) {
			end({problem: sentence(error)});
		}
		return true;
	};
	return {
		apply,
		plan: async (part: Part) => planning(async () => lookAhead(part)),
		planRevert: async (number: number) => planning(async () => lookBack(number)),
	};
}
