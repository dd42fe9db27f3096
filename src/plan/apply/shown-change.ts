/** What a person may see of a file that becomes another one: the lines of a unified diff without its header. */
import {structuredPatch} from 'diff';
import {redact} from '../../host/transcript.ts';
import type {FileState} from './files.ts';

/** Whether everybody may read a file of this mode. */
export const forEverybody = (mode: number): boolean => (mode & 0o004) !== 0;

const octal = (mode: number) => mode.toString(8).padStart(4, '0');

/**
 * Law 7: the content that a file had is shown only when everybody may read it anyway; what we rendered is shown with the secrets
 * replaced.
 */
export function shownChange(before: FileState, after: FileState, secrets: readonly string[]): readonly string[] {
	const open = [before, after].every(state => state.kind !== 'file' || forEverybody(state.mode));
	const rendered = redact(textOf(after), secrets);
	const lines = open
		? diffLines(redact(textOf(before), secrets), rendered)
		: [...(before.kind === 'file' ? ['- (not shown: not everybody may read it)'] : []), ...added(rendered)];
	return [...modeLines(before, after), ...lines];
}

/** What a state says, as text: a link in the words of ls(1). */
const textOf = (state: FileState) =>
	state.kind === 'file' ? state.text : state.kind === 'link' ? `-> ${state.target}\n` : '';

const added = (text: string) =>
	text === ''
		? []
		: text
				.replace(/\n$/, '')
				.split('\n')
				.map(line => `+${line}`);

function modeLines(before: FileState, after: FileState): readonly string[] {
	if (before.kind !== 'file' || after.kind !== 'file' || before.mode === after.mode) return [];
	return [`mode ${octal(before.mode)} -> ${octal(after.mode)}`];
}

function diffLines(before: string, after: string): readonly string[] {
	const {hunks} = structuredPatch('', '', before, after, '', '', {context: 2});
	return hunks.flatMap(({lines}, at) => [...(at > 0 ? ['...'] : []), ...lines]);
}
