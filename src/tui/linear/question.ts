/** Questions as lines of text, and lines of text as answers. Pure. */
import type {KeyName} from '../../terminal/key.ts';
import type {Ask, AskOption} from '../registry.ts';

/** What is printed: whole lines, then the prompt on the line that is typed on. */
export type Question = {readonly lines: readonly string[]; readonly prompt: string};

export type Reply =
	| {readonly kind: 'keep'}
	| {readonly kind: 'value'; readonly value: string}
	| {readonly kind: 'key'; readonly name: KeyName}
	| {readonly kind: 'again'}
	| {readonly kind: 'next'}
	| {readonly kind: 'wrong'; readonly message: string};

const numbered = (options: readonly AskOption[]) =>
	options.map((option, index) => `  ${option.disabled ? ' -' : String(index + 1).padStart(2)}) ${option.label}`);

function numbersOf(ask: Ask): string {
	const values = ask.kind === 'many' ? ask.current.split(',') : [ask.current];
	return (ask.options ?? []).flatMap(({value}, index) => (values.includes(value) ? [index + 1] : [])).join(' ');
}

export function questionOf(ask: Ask): Question {
	const {label, kind, options = []} = ask;
	const problem = ask.problem === undefined ? [] : [`! ${ask.problem}`];
	const hint = ask.hint === undefined ? [] : [`  (${ask.hint})`];
	if (kind === 'secret')
		return {lines: [...problem, ...hint], prompt: `${label}${ask.current === '' ? '' : ' [unchanged]'}: `};
	if (kind === 'text')
		return {lines: [...problem, ...hint], prompt: `${label}${ask.current === '' ? '' : ` [${ask.current}]`}: `};
	const current = numbersOf(ask);
	const now = current === '' ? '' : ` [${current}]`;
	const how = {
		one: `number${now}: `,
		many: `numbers with blanks between, - for none${now}: `,
		act: 'number, or nothing to go on: ',
	};
	return {lines: [...problem, `${label}:`, ...numbered(options), ...hint], prompt: how[kind]};
}

const KEYS: Readonly<Record<string, KeyName>> = {
	back: 'escape',
	esc: 'escape',
	help: 'f1',
	quit: 'ctrl-c',
	...Object.fromEntries(Array.from({length: 12}, (_, index) => [`f${index + 1}`, `f${index + 1}`] as const)),
};

/** `:back`, `:f5` and the like; `::` begins a text with a colon. Undefined when the line is no command. */
function command(line: string): Reply | undefined {
	const word = /^:([a-z\d]+)$/.exec(line.trim().toLowerCase())?.[1];
	if (word === undefined) return undefined;
	if (word === 'again' || word === 'next') return {kind: word};
	if (word === 'clear') return {kind: 'value', value: ''};
	const name = Object.hasOwn(KEYS, word) ? KEYS[word] : undefined;
	return name
		? {kind: 'key', name}
		: {
				kind: 'wrong',
				message: `":${word}" is not a command; give :back, :next, :again, :clear, :help, :quit or :f2 to :f11`,
			};
}

/** An option by its number, its value or its label. */
function pick(options: readonly AskOption[], word: string): AskOption | Reply {
	const named = options.find(({value, label}) => value === word || label.toLowerCase() === word.toLowerCase());
	const option = /^\d+$/.test(word) ? (options[Number(word) - 1] ?? named) : named;
	if (option && !option.disabled) return option;
	const open = options.flatMap(({disabled}, index) => (disabled ? [] : [index + 1])).join(', ');
	const message = option
		? `"${word}" cannot be chosen; give ${open}`
		: `"${word}" is not one of the numbers; give ${open}`;
	return {kind: 'wrong', message};
}

export function replyTo(ask: Ask, line: string): Reply {
	if (ask.kind === 'secret') return line === '' ? {kind: 'keep'} : {kind: 'value', value: line};
	const asked = command(line);
	if (asked) return asked;
	if (line.trim() === '') return {kind: 'keep'};
	if (ask.kind === 'text') return {kind: 'value', value: line.startsWith('::') ? line.slice(1) : line};
	if (ask.kind === 'many' && line.trim() === '-') return {kind: 'value', value: ''};
	const words = ask.kind === 'many' ? line.trim().split(/[\s,]+/) : [line.trim()];
	const picked = words.map(word => pick(ask.options ?? [], word));
	const wrong = picked.find(one => 'kind' in one);
	if (wrong) return wrong;
	return {kind: 'value', value: picked.map(one => ('value' in one ? one.value : '')).join(',')};
}
