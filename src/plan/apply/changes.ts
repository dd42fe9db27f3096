/** What applying a section would change, found by looking at the host: the plan that is shown, and the one that runs. */
import type {Host} from '../../host/host.ts';
import type {Wanted, WantedCheck, WantedCommand} from '../wanted.ts';
import {findAccountChanges, type AccountChange} from './accounts.ts';
import {findFileChanges, type FileChange} from './files.ts';
import {findServiceActs, isActive, type ServiceAct} from './services.ts';

export type Changes = {
	readonly files: readonly FileChange[];
	readonly checks: readonly WantedCheck[];
	readonly commands: readonly WantedCommand[];
	readonly services: readonly ServiceAct[];
	readonly accounts: readonly AccountChange[];
	/** Whole sentences: what cannot be done now. */
	readonly waits: readonly string[];
	/** A whole sentence: why nothing of this can be done. */
	readonly problem?: string;
};

/** Whether a running systemd has the host, by sd_booted(3); a folder is not running. */
export const isBooted = async (host: Pick<Host, 'stat'>) =>
	(await host.stat('/run/systemd/system'))?.kind === 'directory';

/** Whether there is anything to do. */
export const changesNothing = ({files, services, accounts}: Changes) =>
	files.length + services.length + accounts.length === 0;

/** Whether one of the files that somebody reads changes; every file counts when nobody says which. */
export function concerns({reads}: {readonly reads?: readonly string[]}, files: readonly FileChange[]): boolean {
	return reads === undefined ? files.length > 0 : files.some(({path}) => reads.includes(path));
}

/** The commands that a change of these files asks for, in their order. */
async function commandsFor(host: Host, commands: readonly WantedCommand[], files: readonly FileChange[]) {
	const found: WantedCommand[] = [];
	for (const command of commands.filter(each => concerns(each, files))) {
		if (command.unit === undefined || (await isActive(host, command.unit))) found.push(command);
	}
	return found;
}

/**
 * Compares what is wanted with what is there. Changes nothing.
 * @param secrets texts that are not shown
 * @throws {HostFailed} when the host cannot be read
 */
export async function findChanges(host: Host, wanted: Wanted, secrets: readonly string[]): Promise<Changes> {
	const files = await findFileChanges(host, wanted, secrets);
	const booted = await isBooted(host);
	const services = await findServiceActs(host, wanted.services ?? [], {
		booted,
		changed: each => concerns(each, files),
	});
	const accounts = await findAccountChanges(host, wanted.accounts ?? []);
	const problem = services.problem ?? accounts.problem;
	return {
		files,
		checks: files.length > 0 ? (wanted.checks ?? []) : [],
		commands: booted ? await commandsFor(host, wanted.commands ?? [], files) : [],
		services: services.acts,
		accounts: accounts.changes,
		waits: [...(wanted.waits ?? []), ...services.waits],
		...(problem === undefined ? {} : {problem}),
	};
}
