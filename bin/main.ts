/** `hostwright COMMAND`: finds the command, loads it and nothing else, and says mistakes as sentences. */
import process from 'node:process';
import {isInstalledHost, isLiveMedium, Refused, UsageError} from './arguments.ts';
import {suggestion} from '../src/session/names.ts';

type Command = {readonly summary: string; run(argv: string[]): Promise<number>};

/** One literal import each, so that the bundler splits them and `check` never loads a screen. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
	install: () => import('./install.ts'),
	setup: () => import('./setup.ts'),
	check: () => import('./check.ts'),
	explain: () => import('./explain.ts'),
	get: () => import('./get.ts'),
	set: () => import('./set.ts'),
	kargs: () => import('./kargs.ts'),
	answers: () => import('./answers.ts'),
	reference: () => import('./reference.ts'),
	apply: () => import('./apply.ts'),
	register: () => import('./register.ts'),
	diff: () => import('./diff.ts'),
	history: () => import('./history.ts'),
	revert: () => import('./revert.ts'),
	persist: () => import('./persist.ts'),
	unpersist: () => import('./unpersist.ts'),
	persisted: () => import('./persisted.ts'),
	record: () => import('./record.ts'),
	practice: () => import('./practice.ts'),
};

/** Started by us, not by people. */
const HIDDEN: Readonly<Record<string, () => Promise<Command>>> = {
	runner: () => import('./runner.ts'),
	healthy: () => import('./healthy.ts'),
	guard: () => import('./guard.ts'),
};

/** Commands of the contract that do not exist yet. */
const LATER: readonly string[] = [...['upgrade', 'rollback', 'slots', 'support-bundle']];

const found = (name: string) =>
	Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : Object.hasOwn(HIDDEN, name) ? HIDDEN[name] : undefined;

async function help(): Promise<string> {
	const rows = await Promise.all(
		Object.entries(COMMANDS).map(async ([name, load]) => `  ${name.padEnd(11)}${(await load()).summary}\n`),
	);
	return `hostwright turns a bare machine into a configured virtualization host.

usage: hostwright COMMAND [OPTIONS]

${rows.join('')}
hostwright COMMAND --help tells more about each.
`;
}

/** With no command: what this machine most likely wants. */
async function withoutCommand(): Promise<number> {
	if (isLiveMedium() && Object.hasOwn(COMMANDS, 'install')) return (await COMMANDS['install']?.())?.run([]) ?? 1;
	if (isInstalledHost()) return (await COMMANDS['setup']?.())?.run([]) ?? 1;
	process.stdout.write(await help());
	return 0;
}

async function dispatch([name, ...rest]: readonly string[]): Promise<number> {
	if (name === undefined) return withoutCommand();
	if (name === '--help' || name === '-h' || name === 'help') {
		process.stdout.write(await help());
		return 0;
	}
	const load = found(name);
	if (load) return (await load()).run(rest);
	if (LATER.includes(name)) throw new Refused(`${name} is not built yet in this version of hostwright`);
	const near = suggestion(name, Object.keys(COMMANDS));
	throw new UsageError(
		`"${name}" is not a command; ${near === undefined ? 'see: hostwright --help' : `did you mean ${near}?`}`,
	);
}

/** The exit code for what went wrong; the sentence goes to standard error, never a stack trace. */
function say(error: unknown): number {
	const message = error instanceof Error ? error.message : String(error);
	const expected = new Set([
		'Refused',
		'UsageError',
		'CommandFailed',
		'HostFailed',
		'StoreFailed',
		'Invalid',
		'RunnerFailed',
		'JournalFailed',
	]);
	const ours = error instanceof Error && expected.has(error.name);
	process.stderr.write(
		ours ? `hostwright: ${message}\n` : `hostwright: a mistake of hostwright itself: ${message}\n`,
	);
	return error instanceof UsageError ? 2 : 1;
}

// A reader that has seen enough (`| head`) is no mistake; a full disk is one, and not ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
	if (error.code === 'EPIPE') process.exit(0);
	process.stderr.write(`hostwright: standard output cannot be written: ${error.code ?? error.message}\n`);
	process.exit(1);
});

try {
	process.exitCode = await dispatch(process.argv.slice(2));
} catch (error) {
	process.exitCode = say(error);
}
