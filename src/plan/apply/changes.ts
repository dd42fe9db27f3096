/** What applying a section would change, found by looking at the host: the plan that is shown, and the one that runs. */
import type {Host} from '../../host/host.ts';
import type {Wanted, WantedCheck, WantedCommand} from '../wanted.ts';
import {findAccountChanges, type AccountChange} from './accounts.ts';
import {findFileChanges, type FileChange} from './files.ts';
import {NO_RECORD, type Left, type SectionRecord} from './record.ts';
import {findServiceActs, isActive, type ServiceAct} from './services.ts';

export type Changes = {
	readonly files: readonly FileChange[];
	/** Every file of the section once that is done, for the record. */
	readonly left: readonly Left[];
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

/** The commands that a change of these files asks for, in their order; while the host starts, those that are for that moment too. */
async function commandsFor(host: Host, commands: readonly WantedCommand[], {files, starting}: Asking) {
	const found: WantedCommand[] = [];
	for (const command of commands.filter(each => concerns(each, files) && (!starting || each.atStart))) {
		if (command.unit === undefined || (await isActive(host, command.unit))) found.push(command);
	}
	return found;
}

type Asking = {readonly files: readonly FileChange[]; readonly starting: boolean};

export type About = {
	/** What was written last. */
	readonly record?: SectionRecord;
	/**
	 * The host is starting: its services are still to come and will read what is written now. What somebody changed since it was written
	 * stays: there is nobody to be asked.
	 */
	readonly starting?: boolean;
};

const stays = ({path}: FileChange) =>
	`"${path}" was changed by somebody since it was written, and stays so; hostwright diff shows how.`;

const staysAsAsked = (path: string) =>
	`"${path}" stays as somebody made it, as was asked for; to write it again: hostwright diff --repair ${path}.`;

/**
 * Compares what is wanted with what is there. Changes nothing.
 * @param secrets texts that are not shown
 * @throws {HostFailed} when the host cannot be read
 */
export async function findChanges(
	host: Host,
	wanted: Wanted,
	secrets: readonly string[],
	{record = NO_RECORD, starting = false}: About = {},
): Promise<Changes> {
	const {changes: found, left, staying} = await findFileChanges(host, wanted, secrets, record);
	const kept = starting ? found.filter(({drift}) => drift) : [];
	const files = found.filter(each => !kept.includes(each));
	const booted = await isBooted(host);
	const services = await findServiceActs(host, wanted.services ?? [], {
		booted: booted && !starting,
		changed: each => concerns(each, files),
	});
	const accounts = await findAccountChanges(host, wanted.accounts ?? []);
	const problem = services.problem ?? accounts.problem;
	return {
		files,
		left: left.map(each => (kept.some(({path}) => path === each.path) ? lastOf(record, each) : each)),
		checks: files.length > 0 ? (wanted.checks ?? []) : [],
		commands: booted ? await commandsFor(host, wanted.commands ?? [], {files, starting}) : [],
		services: services.acts,
		accounts: accounts.changes,
		waits: [...(wanted.waits ?? []), ...services.waits, ...kept.map(stays), ...staying.map(staysAsAsked)],
		...(problem === undefined ? {} : {problem}),
	};
}

/** A file that stays what somebody made of it is on the record as we left it: it goes on being known for changed. */
const lastOf = ({left}: SectionRecord, file: Left) => left.find(({path}) => path === file.path) ?? file;
