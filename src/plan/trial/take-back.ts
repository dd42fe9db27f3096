/** Takes a tried change of the network back: links first, then files, byte by byte, then whoever read them. */
import type {Host} from '../../host/host.ts';
import {isBooted} from '../apply/changes.ts';
import {putFile} from '../apply/files.ts';
import {keepRecord} from '../apply/record.ts';
import {isActive, takeBack as takeActBack} from '../apply/services.ts';
import type {WantedCommand} from '../wanted.ts';
import {rollBack} from './checkpoint.ts';
import {removeTrial, type Trial, type WayBack} from './trial.ts';

/**
 * As well as it goes: what fails is told at the end, and the rest is done all the same. A host that only starts, or does not run,
 * gets its files and nothing else. Doing it twice is doing it once.
 * @param options.starting the host is just starting: whoever reads the files does so by itself
 * @returns whole sentences: what could not be done
 */
export async function takeBack(
	host: Host,
	{section, checkpoint, back}: Trial,
	{starting = false}: {readonly starting?: boolean} = {},
): Promise<readonly string[]> {
	const problems: string[] = [];
	const trying = async (work: () => Promise<unknown>) => {
		try {
			await work();
		} catch (error) {
			problems.push(error instanceof Error ? error.message : String(error));
		}
	};
	const runs = !starting && (await isBooted(host));
	const restored = runs && checkpoint !== '' && (await rollBack(host, checkpoint));
	await trying(async () => putFiles(host, back));
	await trying(async () => keepRecord(host, section, back.record));
	if (runs) {
		for (const act of [...back.services].reverse()) await trying(async () => takeActBack(host, act));
		for (const command of commandsFor(back, restored)) await trying(async () => runCommand(host, command));
	}
	await removeTrial(host);
	return problems;
}

/** NetworkManager writes profiles in its own words and under its own names: ours are put in their place. @throws {HostFailed} */
async function putFiles(host: Host, {files, owned}: WayBack): Promise<void> {
	for (const {folder, prefix, names} of owned) {
		for (const name of await host.list(folder)) {
			if (name.startsWith(prefix) && !names.includes(name)) await host.remove(`${folder}/${name}`);
		}
	}
	for (const {path, before} of [...files].reverse()) await putFile(host, path, before);
}

/**
 * A link that NetworkManager restored itself is not brought up once more. Devices go last: what stood below one is set up again when
 * it goes, and by then that is as the old files say.
 */
const commandsFor = ({undoing, commands}: WayBack, restored: boolean): readonly WantedCommand[] => [
	...commands.filter(({inCheckpoint}) => !(restored && inCheckpoint)),
	...undoing,
];

async function runCommand(host: Host, {command, args, accepts = [0], unit}: WantedCommand): Promise<void> {
	if (unit === undefined || (await isActive(host, unit))) await host.run(command, args, {accept: accepts});
}
