/** `hostwright set SETTING=VALUE...`: saves settings of this host, all or none. */
import type {Given} from '../src/settings/answers.ts';
import {hashedFor, saveSettings} from '../src/session/save.ts';
import {hasError, problemLine} from '../src/session/report.ts';
import {readArguments, Refused, requireSetting, UsageError} from './arguments.ts';

export const summary = 'Saves settings of this host';

const help = `usage: hostwright set SETTING=VALUE...

Saves settings, all or none. An empty VALUE removes what was saved. With
SETTING=- the value is read from standard input: the way for secrets, where a
plain password becomes a hash before it is saved.

  hostwright set network.vlan=20 network.dns=192.0.2.53,192.0.2.54
  hostwright set access.adminPassword=-
`;

const INPUT_LIMIT = 64 * 1024;

/** All of standard input without its last line break. @throws {Refused} */
async function readInput(): Promise<string> {
	let whole = '';
	for await (const part of process.stdin.setEncoding('utf8')) {
		whole += String(part);
		if (whole.length > INPUT_LIMIT)
			throw new Refused(`standard input has more than ${INPUT_LIMIT} characters; give one value`);
	}
	const text = whole.replace(/\r?\n$/, '');
	if (text === '') throw new Refused('standard input holds nothing; write the value to it');
	return text;
}

/** One word of the command line as a given. @throws {UsageError} */
async function readWord(word: string): Promise<Given> {
	const equals = word.indexOf('=');
	if (equals < 0) throw new UsageError(`"${word}" has no value; give SETTING=VALUE, as in network.vlan=20`);
	const name = word.slice(0, equals);
	const setting = requireSetting(name);
	if (setting.once) throw new Refused(`${name} acts in one run and is not saved; give it on that run`);
	const text = word.slice(equals + 1);
	const given = text === '-' ? await hashedFor(setting, await readInput()) : text;
	return {setting: name, text: given, source: {rank: 'typed', name: 'hostwright set'}};
}

export async function run(argv: string[]): Promise<number> {
	const words = {least: 1, most: Number.MAX_SAFE_INTEGER, called: 'SETTING=VALUE'};
	const args = readArguments(argv, {command: 'set', help, options: {}, words});
	if (!args) return 0;
	if (args.positionals.filter(word => word.endsWith('=-')).length > 1) {
		throw new UsageError('standard input can give one value; set the secrets one after the other');
	}
	const givens: Given[] = [];
	for (const word of args.positionals) givens.push(await readWord(word));
	const problems = await saveSettings(givens);
	process.stderr.write(problems.map(problem => `${problemLine(problem)}\n`).join(''));
	return hasError(problems) ? 1 : 0;
}
