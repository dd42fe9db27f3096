/** Setup's parts on a real host, one in a folder, or a recorded one. */
import {setTimeout} from 'node:timers/promises';
import {features} from '../features/index.ts';
import type {Host} from '../host/host.ts';
import {probeAllButDisks} from '../probes/probe.ts';
import {DETAILS, DIAGNOSTICS, LOGS, probePing} from '../probes/reports.ts';
import {probeStatus} from '../probes/status.ts';
import {probeProfiles} from '../probes/tuned.ts';
import {merge} from '../settings/answers.ts';
import {gather, type GatherInput} from './answers.ts';
import {applyPlans, planChange} from './apply.ts';
import {readFailures} from './apply-record.ts';
import {isAdminPassword, probeGuard} from './guard.ts';
import type {Hash} from './hash.ts';
import {changeParts} from './setup-changes.ts';
import {engineParts} from './setup-engine.ts';
import type {SetupParts} from './setup-state.ts';
import {savedStore} from './sources.ts';
import {takeTrialBack, trialEnds, triedOf} from './trial.ts';
import {answersWhenKept, changeBeingTried, keepChange, testChange, tryChange} from './try-change.ts';
import {wiringOf} from './wiring.ts';

export type SetupInput = Pick<GatherInput, 'cmdline' | 'configs'> & {
	readonly host: Host;
	/** A folder with a host that does not run; its store is read in place of this machine's. */
	readonly root?: string | undefined;
	/** The host is a recording: it has no store. */
	readonly recorded: boolean;
	/** Somebody else than root opened setup through sudo: what can give root asks for the password of admin. */
	readonly guarded?: boolean | undefined;
	/** Does not stop the screen. */
	readonly hash: Hash;
	/** For the history: `admin on tty1`. */
	readonly who: string;
};

/** Where plugins lie; only root may write there (design section 8). */
const PLUGINS = '/etc/hostwright/plugins';

const named = (reports: typeof LOGS) => reports.map(({id, title, source}) => ({id, title, source}));

export function setupParts({
	host,
	root,
	recorded,
	guarded = false,
	cmdline,
	configs,
	hash,
	who,
}: SetupInput): SetupParts {
	const open = () => (recorded ? undefined : savedStore(root));
	let store = open();
	let saved = merge(store?.givens ?? []);
	const readStore = () => {
		store = open();
		saved = merge(store?.givens ?? []);
	};
	return {
		gather(typed, machine) {
			// A host in a folder does not tell what hardware it runs on.
			const known = root === undefined ? machine : undefined;
			const gathered = gather({features, cmdline, configs, store: store?.givens, typed, machine: known});
			return {...gathered, problems: [...(store?.problems ?? []), ...gathered.problems]};
		},
		saved: () => saved,
		async save(givens, options) {
			await store?.set(givens, options);
			readStore();
		},
		look: async () => ({...(await probeAllButDisks(host)), disks: []}),
		status: async found => probeStatus(host, found),
		profiles: async () => probeProfiles(host),
		plugins: async () => host.list(PLUGINS),
		failures: async () => readFailures(host),
		guard: async () => (guarded ? probeGuard(host) : 'open'),
		proves: async password => isAdminPassword(host, password),
		...changeParts(host, () => store?.givens ?? []),
		plan: async (answers, sections) => planChange(host, answers, sections),
		apply: async (plans, onDoing) => applyPlans(host, plans, {by: {door: 'setup', who}, onDoing}),
		trial: {
			needs: plans => triedOf(plans) !== undefined,
			begin: async (wish, onDoing) => tryChange(host, {...wish, by: {door: 'setup', who}}, onDoing),
			test: async (trial, onRung, signal) => testChange(host, answersWhenKept(trial), onRung, signal),
			ends: async (trial, onLeft) => trialEnds(host, trial, onLeft),
			async keep(trial, onDoing) {
				const outcome = await keepChange(host, trial, onDoing);
				readStore();
				return outcome;
			},
			back: async ({id}) => takeTrialBack(host, id, 'Somebody took the change of the network back.'),
			now: async () => (recorded || root !== undefined ? undefined : changeBeingTried(host)),
		},
		wiring: wiringOf(host),
		reports: {details: named(DETAILS), diagnostics: named(DIAGNOSTICS), logs: named(LOGS)},
		async report(id) {
			const report = [...DETAILS, ...DIAGNOSTICS, ...LOGS].find(each => each.id === id);
			return report ? report.read(host) : [];
		},
		ping: async (address, count) => probePing(host, address, count),
		engine: engineParts(host, async seconds => setTimeout(seconds * 1000)),
		hash,
	};
}
