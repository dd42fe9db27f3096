/** Makes the changes of one section, or none: what fails half way gets its old files back. */
import {NO_SUCH_TOOL} from '../../host/commands.ts';
import type {Host} from '../../host/host.ts';
import type {WantedCheck, WantedCommand} from '../wanted.ts';
import {setPassword} from './accounts.ts';
import type {Changes} from './changes.ts';
import {isSame, putFile, stateOf, type FileChange} from './files.ts';
import {actTitle, runAct, takeBack, type ServiceAct} from './services.ts';

/** Called before each thing that is done, with what it is: `restart rsyslog.service`. */
export type OnDoing = (title: string) => void;

/** Does nothing for a tool that is not there: then nobody reads the files either. @throws {Error} with what the tool says */
async function ask(host: Host, {command, args, accepts = [0], refuses, means}: WantedCheck): Promise<void> {
	const {code, stdout, stderr} = await host.ask(command, args);
	if (code === NO_SUCH_TOOL) return;
	const said = `${stderr}\n${stdout}`.split('\n').map(line => line.trim());
	const refusal = refuses && said.find(line => refuses.test(line));
	if (refusal === undefined && accepts.includes(code)) return;
	const why = refusal ?? said.find(line => line !== '') ?? `code ${code}`;
	throw new Error([`${command} refuses what was written: ${why}`, means].filter(Boolean).join('. '));
}

/**
 * Files, then the tools that check them, then what makes them act, then the passwords, which cannot be taken back.
 * @throws {Error} whose message is a sentence, after the old files are in place and the services have read them
 */
export async function makeChanges(host: Host, changes: Changes, onDoing: OnDoing = () => undefined): Promise<void> {
	if (changes.problem !== undefined) throw new Error(changes.problem);
	const {files, checks, commands, services, accounts} = changes;
	const acted: ServiceAct[] = [];
	try {
		for (const {path, after} of files) {
			onDoing(`${after.kind === 'absent' ? 'remove' : 'write'} ${path}`);
			await putFile(host, path, after);
		}
		for (const check of checks) await ask(host, check);
		await runCommands(host, commands, onDoing);
		for (const act of services) {
			onDoing(actTitle(act));
			acted.push(act);
			await runAct(host, act);
		}
		await readBack(host, files);
		for (const account of accounts) {
			onDoing(account.title);
			await setPassword(host, account);
		}
	} catch (error) {
		await restore(host, changes, acted);
		throw error;
	}
}

async function runCommands(host: Host, commands: readonly WantedCommand[], onDoing: OnDoing): Promise<void> {
	for (const command of commands) {
		onDoing(command.title);
		await runCommand(host, command);
	}
}

const runCommand = async (host: Host, {command, args, accepts = [0]}: WantedCommand) =>
	host.run(command, args, {accept: accepts});

async function readBack(host: Host, files: readonly FileChange[]): Promise<void> {
	for (const {path, after} of files) {
		if (!isSame(await stateOf(host, path), after))
			throw new Error(`"${path}" was written and reads back differently`);
	}
}

/** As well as it goes: the first failure is what is told, and what fails here is tried again by the next apply. */
async function restore(host: Host, {files, commands}: Changes, acted: readonly ServiceAct[]): Promise<void> {
	const trying = async (work: () => Promise<unknown>) => {
		try {
			await work();
		} catch {
			// Told already by the error this follows.
		}
	};
	for (const {path, before} of [...files].reverse()) await trying(async () => putFile(host, path, before));
	for (const command of commands) await trying(async () => runCommand(host, command));
	for (const act of [...acted].reverse()) await trying(async () => takeBack(host, act));
}
