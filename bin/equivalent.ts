/** What kargs and answers share: what goes to standard output, and the file that alone holds the secrets (law 7). */
import {randomBytes} from 'node:crypto';
import {closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync} from 'node:fs';
import type {Feature} from '../src/features/feature.ts';
import {hasError, problemLine} from '../src/session/report.ts';
import {withWords} from '../src/session/equivalent.ts';
import type {Answers} from '../src/settings/answers.ts';
import type {Out} from '../src/sources/kernel-format.ts';
import type {AnswerOptions} from './arguments.ts';
import {readAnswers, Refused} from './arguments.ts';

export const secretsOptions = {once: {type: 'boolean'}, secrets: {type: 'string'}} as const;

export const secretsHelp = `  --once           with the settings that act in one run only, such as action
  --secrets FILE   write it with its secrets to FILE, which only you may read
`;

type Text = {readonly text: string; readonly withheld: readonly string[]; readonly warning?: string};
type Write = (answers: Answers, features: readonly Feature[], options: Out) => Text;

/** A whole file that only its owner may read, or none: written beside and renamed, so that no looser file is ever filled. */
function writeSecretFile(file: string, text: string): void {
	const beside = `${file}.${randomBytes(6).toString('hex')}`;
	try {
		const descriptor = openSync(beside, 'wx', 0o600);
		writeSync(descriptor, text);
		fsyncSync(descriptor);
		closeSync(descriptor);
		renameSync(beside, file);
	} catch (error) {
		rmSync(beside, {force: true});
		const code = error instanceof Error && 'code' in error ? String(error.code) : '';
		throw new Refused(`"${file}" cannot be written: ${code}; give a file in a folder you may write to`);
	}
}

/** Prints to standard output, what is to be said to standard error. Nothing is printed while the answers hold an error. */
export async function printEquivalent(
	values: AnswerOptions & {readonly once?: boolean | undefined; readonly secrets?: string | undefined},
	write: Write,
): Promise<number> {
	const {answers: given, problems, features, unknownWords} = await readAnswers(values);
	const said = problems.map(problem => `${problemLine(problem)}\n`).join('');
	if (hasError(problems)) {
		process.stderr.write(said);
		return 1;
	}
	const answers = withWords(given, unknownWords);
	const {once = false, secrets} = values;
	if (secrets !== undefined) writeSecretFile(secrets, write(answers, features, {once, secrets: true}).text);
	const out = write(answers, features, {once, secrets: secrets !== undefined && `[hash kept in ${secrets}]`});
	const left =
		secrets === undefined && out.withheld.length > 0
			? `note: left out because it is secret: ${out.withheld.join(', ')}; --secrets FILE writes it to a file\n`
			: '';
	process.stderr.write(said + left + (out.warning === undefined ? '' : `warning: ${out.warning}\n`));
	process.stdout.write(out.text);
	return 0;
}
