/** Setup's page of the engine: who answers there, registering once a person has approved of it, and adding with a typed login. */
import {meetEngine, type Met, type Problem} from '../features/engine/register.ts';
import {addHost, type Adding, type Login} from '../features/engine/rest.ts';
import {acceptedBy, unapproved} from '../features/engine/words.ts';
import type {Host} from '../host/host.ts';
import {sentenceOf} from '../plan/run-plan.ts';
import type {Answers} from '../settings/answers.ts';
import {registerHost, wishOf} from './register.ts';

/** An administrator's login and what the host is to be there; the SSH port is the settings'. */
export type Added = Omit<Login, 'sshPort'>;

export type EngineParts = {
	meet(answers: Answers): Promise<Met | Problem>;
	/** @param approved SHA-256 of the CA that the person saw */
	register(answers: Answers, approved: string): Promise<{readonly words: string} | Problem>;
	add(answers: Answers, added: Added, adding: Omit<Adding, 'wait'>): Promise<Problem | undefined>;
};

const NO_ENGINE: Problem = {problem: 'No engine is named; give its name or address first.'};

const toProblem = (error: unknown): Problem => ({problem: `${sentenceOf(error)}.`});

export function engineParts(host: Host, wait: Adding['wait']): EngineParts {
	return {
		async meet(answers) {
			const wish = wishOf(answers);
			return wish ? meetEngine(host, wish).catch(toProblem) : NO_ENGINE;
		},
		async register(answers, approved) {
			const wish = wishOf(answers);
			if (!wish) return NO_ENGINE;
			const registered = await registerHost(host, wish, approved).catch(toProblem);
			if ('problem' in registered) return registered;
			if (registered.result === 'accepted') return {words: acceptedBy(wish)};
			return {problem: `The engine shows another CA now. ${unapproved(wish, registered.authority)}`};
		},
		async add(answers, added, adding) {
			const wish = wishOf(answers);
			if (!wish) return NO_ENGINE;
			const met = await meetEngine(host, wish).catch(toProblem);
			if ('problem' in met) return met;
			// A password goes to an engine somebody has approved of, and to no other.
			if (met.knownBy === undefined && !wish.insecure) return {problem: unapproved(wish, met.authority)};
			const login = {...added, sshPort: wish.sshPort};
			return addHost(host, wish, met, login, {...adding, wait}).catch(toProblem);
		},
	};
}

export type EngineOfSetup = {
	readonly meet: () => ReturnType<EngineParts['meet']>;
	/** The engine logs in as root: whoever approves of it has proved to be admin. */
	readonly register: (approved: string) => ReturnType<EngineParts['register']>;
	readonly add: (added: Added, adding: Omit<Adding, 'wait'>) => ReturnType<EngineParts['add']>;
};

type Around = {
	readonly parts: EngineParts;
	readonly answers: () => Answers;
	readonly mayGiveRoot: () => boolean;
	/** What was done there is looked at afterwards. */
	readonly refresh: () => void;
};

export function engineOfSetup({parts, answers, mayGiveRoot, refresh}: Around): EngineOfSetup {
	return {
		meet: async () => parts.meet(answers()),
		async register(approved) {
			if (!mayGiveRoot())
				return {problem: 'The password of admin was not given, so this host is not registered.'};
			const registered = await parts.register(answers(), approved);
			refresh();
			return registered;
		},
		async add(added, adding) {
			const problem = await parts.add(answers(), added, adding);
			refresh();
			return problem;
		},
	};
}
