/** Tools, by execa: argument arrays only, a minimal environment, never a shell. */
import {createHash} from 'node:crypto';
import {constants} from 'node:os';
import {CommandFailed, type Ran, type RunOptions} from './host.ts';

const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** What every tool is started with; nothing of our own environment reaches it. */
export const minimalEnvironment: Readonly<Record<string, string>> = {PATH, LC_ALL: 'C'};

/** Characters. What is read from a disk may be a file of any size, made to fill our memory; the tool is ended there. */
const MOST_PRINTED = 8 * 1024 * 1024;

/** The code a shell gives for a tool that is not there. */
export const NO_SUCH_TOOL = 127;

/** The code timeout(1) gives for a tool that it had to end. */
const TOO_SLOW = 124;

/** Not before a tool is asked: most commands ask none. */
export const loadTools = () => import('execa');

export async function ask(command: string, args: readonly string[], options: RunOptions = {}): Promise<Ran> {
	const {execa} = await loadTools();
	const result = await execa(command, [...args], {
		env: {...minimalEnvironment, ...options.env},
		extendEnv: false,
		reject: false,
		stripFinalNewline: false,
		maxBuffer: MOST_PRINTED,
		timeout: (options.seconds ?? 0) * 1000,
		...(options.input === undefined ? {stdin: 'ignore' as const} : {input: options.input}),
	});
	const {stdout, stderr} = result;
	if (result.timedOut) {
		return {code: TOO_SLOW, stdout, stderr: `${command} did not answer within ${options.seconds ?? 0} seconds`};
	}
	if (result.exitCode !== undefined) return {code: result.exitCode, stdout, stderr};
	if (result.signal !== undefined) return {code: 128 + constants.signals[result.signal], stdout, stderr};
	if (result.code === 'ENOENT') return {code: NO_SUCH_TOOL, stdout: '', stderr: `${command}: no such tool`};
	return {code: 126, stdout, stderr: stderr || `${command} could not be started: ${result.code ?? 'unknown'}`};
}

/** Bytes do not survive the text of `ask`, and a kernel is too large to keep: they are summed as they come. */
export async function sumOf(command: string, args: readonly string[]): Promise<string | undefined> {
	const {execa} = await loadTools();
	const sum = createHash('sha256');
	const child = execa(command, [...args], {
		...{env: minimalEnvironment, extendEnv: false, reject: false, buffer: false},
		...{stdin: 'ignore', stderr: 'ignore'},
	});
	for await (const bytes of child.iterable({binary: true})) sum.update(bytes);
	const {exitCode} = await child;
	return exitCode === 0 ? sum.digest('hex') : undefined;
}

/**
 * A tool that changes the machine must not outlive us: the locks end with us, and who resumes the job would write beside it
 * (setpriv(1), prctl(2) PR_SET_PDEATHSIG).
 */
const DIES_WITH_US = ['--pdeathsig', 'KILL', '--'];

export async function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<Ran> {
	const ran = await ask('setpriv', [...DIES_WITH_US, command, ...args], options);
	if ((options.accept ?? [0]).includes(ran.code)) return ran;
	// What a tool says about a secret may repeat it.
	throw new CommandFailed(command, options.secret ? {...ran, stdout: '', stderr: ''} : ran);
}
