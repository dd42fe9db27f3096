/** What commands share about their arguments: options, help, and where answers are read from. */
import {closeSync, existsSync, openSync, readFileSync, readSync} from 'node:fs';
import path from 'node:path';
import {parseArgs} from 'node:util';
import type {ParseArgsOptionsConfig} from 'node:util';
import type {AnySetting} from '../src/settings/setting.ts';
import {INDEX} from '../src/host/recording.ts';
import {findSetting} from '../src/session/names.ts';
import {answersFrom} from '../src/session/sources.ts';
import type {AnswersFrom} from '../src/session/sources.ts';

/** A mistake in the command line itself: exit code 2. */
export class UsageError extends Error {
	override name = 'UsageError';
}

/** Something outside is not as asked, such as a file that cannot be read: exit code 1. */
export class Refused extends Error {
	override name = 'Refused';
}

export type Spec<O extends ParseArgsOptionsConfig> = {
	readonly command: string;
	/** Printed by --help; at most 80 columns. */
	readonly help: string;
	readonly options: O;
	/** How many words beside the options; 0 when absent. */
	readonly words?: {readonly least: number; readonly most: number; readonly called: string};
};

/** The shared `[answers]` options of the contract. */
export const answerOptions = {
	config: {type: 'string', multiple: true},
	cmdline: {type: 'string'},
	machine: {type: 'string'},
} as const;

export const answerHelp = `  --config FILE    an answer file (YAML); may be repeated, a later one wins
  --cmdline TEXT   a kernel line; on a live medium /proc/cmdline when absent
  --machine DIR    a recorded machine in place of this one
`;

type Parsed<O extends ParseArgsOptionsConfig> = ReturnType<
	typeof parseArgs<{
		args: string[];
		options: O & {help: {type: 'boolean'; short: 'h'}};
		allowPositionals: true;
		strict: true;
	}>
>;

/** node:util says it in its own words; these say what would be right. */
function usageSentence(error: unknown, command: string): string {
	const said = error instanceof Error ? (error.message.split('. ')[0] ?? '') : String(error);
	return `${said}; see: hostwright ${command} --help`;
}

/**
 * Reads the arguments of one command. Undefined when --help was asked for and printed.
 * @throws {UsageError}
 */
export function readArguments<const O extends ParseArgsOptionsConfig>(
	argv: readonly string[],
	spec: Spec<O>,
): Parsed<O> | undefined {
	const options = {...spec.options, help: {type: 'boolean', short: 'h'}} as const;
	let parsed;
	try {
		parsed = parseArgs({args: [...argv], options, allowPositionals: true, strict: true});
	} catch (error) {
		throw new UsageError(usageSentence(error, spec.command));
	}
	if (argv.includes('--help') || argv.includes('-h')) {
		process.stdout.write(spec.help);
		return undefined;
	}
	const {least = 0, most = 0, called = 'words'} = spec.words ?? {};
	const {positionals} = parsed;
	if (positionals.length > most) {
		throw new UsageError(`"${positionals[most]}" is one word too many; see: hostwright ${spec.command} --help`);
	}
	if (positionals.length < least)
		throw new UsageError(`${called} is missing; see: hostwright ${spec.command} --help`);
	return parsed;
}

/** One byte more than an answer file may have, so that a bigger one is noticed without being read. */
const READ_LIMIT = 1024 * 1024 + 1;

/** Text of a file, at most one byte beyond the limit of an answer file. @throws {Refused} */
export function readTextFile(file: string): string {
	const bytes = Buffer.alloc(READ_LIMIT);
	let length = 0;
	try {
		const descriptor = openSync(file, 'r');
		try {
			for (let got = -1; got !== 0 && length < READ_LIMIT; length += got) {
				got = readSync(descriptor, bytes, length, READ_LIMIT - length, null);
			}
		} finally {
			closeSync(descriptor);
		}
	} catch (error) {
		const code = error instanceof Error && 'code' in error ? String(error.code) : '';
		const why = new Map([
			['ENOENT', 'there is no such file'],
			['EACCES', 'it may not be read by this user'],
			['EISDIR', 'it is a folder'],
		]).get(code);
		throw new Refused(`"${file}" cannot be read: ${why ?? code}`);
	}
	try {
		return new TextDecoder('utf-8', {fatal: true}).decode(bytes.subarray(0, length));
	} catch {
		throw new Refused(`"${file}" is not text in UTF-8; an answer file is YAML`);
	}
}

export type AnswerOptions = {
	readonly config?: readonly string[] | undefined;
	readonly cmdline?: string | undefined;
	readonly machine?: string | undefined;
};

/** This machine's kernel line; empty where there is none to read. */
function ownLine(): string {
	try {
		return readFileSync('/proc/cmdline', 'utf8').trim();
	} catch {
		return '';
	}
}

/** Our boot menus tell our initramfs what it starts: a slot of an installed host, or an image on a medium. */
const startedWith = (word: string) =>
	ownLine()
		.split(/\s+/)
		.some(each => each.startsWith(word));

/** Whether this machine is a host of ours: its settings live on CONFIG. */
export const isInstalledHost = (): boolean =>
	startedWith('hostwright.slot=') || (!startedWith('hostwright.image=') && existsSync('/config/hostwright'));

/** Whether this machine runs from our medium, and so nothing of ours is installed on it. */
export const isLiveMedium = (): boolean =>
	!isInstalledHost() && (startedWith('hostwright.image=') || existsSync('/run/hostwright/medium'));

/** The kernel line that holds answers: the one that was given, else this machine's own when it runs our live medium. */
function lineOf({cmdline, machine}: AnswerOptions): string | undefined {
	if (cmdline !== undefined || machine !== undefined || !isLiveMedium()) return cmdline;
	return ownLine();
}

/** The texts that hold the answers. @throws {Refused} */
export function readSources(options: AnswerOptions) {
	const {config = [], machine} = options;
	if (machine !== undefined && !existsSync(path.join(machine, INDEX)))
		throw new Refused(`"${machine}" is no folder with a recorded machine`);
	return {
		configs: config.map(file => ({name: path.basename(file), text: readTextFile(file)})),
		cmdline: lineOf(options),
		machine,
	};
}

/** Every answer the options lead to. @throws {Refused} */
export async function readAnswers(options: AnswerOptions): Promise<AnswersFrom> {
	return answersFrom(readSources(options));
}

/** Finds a setting by its full name. @throws {UsageError} with the nearest name */
export function requireSetting(name: string): AnySetting {
	const found = findSetting(name);
	if ('problem' in found) throw new UsageError(found.problem);
	return found.setting;
}

/** A number of the history. @throws {UsageError} */
export function numberOfChange(word: string): number {
	if (/^[1-9]\d{0,5}$/.test(word)) return Number(word);
	throw new UsageError(`"${word}" is no number of a change; hostwright history lists them`);
}
