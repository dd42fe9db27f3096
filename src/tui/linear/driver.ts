/** Linear mode: says what a page says and asks what its controls ask, top to bottom, until the screen is left. */
import {named, type KeyName} from '../../terminal/key.ts';
import type {Ask, Control, Registry} from '../registry.ts';
import {itemsOf} from './items.ts';
import type {Line, LineInput} from './line-input.ts';
import {NOTHING, nextOf, withAsked, withoutAsked, type Next, type Progress} from './page.ts';
import {questionOf, replyTo, type Reply} from './question.ts';

export type Stage = {
	readonly registry: Registry;
	readonly input: LineInput;
	readonly print: (text: string) => void;
	/** The page as text with marks. */
	readonly frame: () => string;
	/** Resolves when the frame or the registry has changed. */
	readonly changed: (signal: AbortSignal) => Promise<void>;
	/** Runs a handler and waits for its effects. */
	readonly pass: (act: () => void) => Promise<void>;
	/** Aborted when the screen has ended. */
	readonly ended: AbortSignal;
	readonly quit: () => void;
};

/** What the end of a page asks: whether to go on. */
const GO_ON: Ask = {label: '', kind: 'text', current: '', answer: () => undefined};

const INTRODUCTION = [
	'Give a number or a text; Enter alone takes what stands in [brackets].',
	'At each question but a password, :back, :next (question), :again (this page),',
	':clear (a text), :help and :quit work too.',
	'',
].join('\r\n');

export async function drive(stage: Stage): Promise<void> {
	let progress = NOTHING;
	stage.print(INTRODUCTION);
	while (!stage.ended.aborted) {
		const next = step(stage, progress);
		progress = next.progress;
		for (const text of next.texts) stage.print(`${text}\r\n`);
		const control = stage.registry.controls().find(({id}) => id === next.ask);
		progress = await (control ? askOne(stage, control, progress) : endOfPage(stage, progress));
	}
}

/** What is to be said and asked now. While a page waits for something it asks nothing. */
function step({registry, frame}: Stage, progress: Progress): Next {
	const open = registry.busy() ? [] : registry.controls().filter(control => control.focusable());
	return nextOf(progress, itemsOf(frame()), new Set(open.map(control => control.id)));
}

/** A line, unless the page says or asks something else before it is there. */
async function lineOrChange(stage: Stage, progress: Progress, open: boolean): Promise<Line | undefined> {
	const over = new AbortController();
	const signal = AbortSignal.any([over.signal, stage.ended]);
	const before = step(stage, progress).ask;
	const change = async () => {
		while (!signal.aborted) {
			await stage.changed(signal);
			if (isNew(step(stage, progress), progress, before)) return undefined;
		}
		return undefined;
	};
	const line = await Promise.race([stage.input.read({open, signal}), change()]);
	over.abort();
	if (line === undefined && !stage.ended.aborted) stage.print('\r\n');
	return line;
}

async function askOne(stage: Stage, control: Control, progress: Progress): Promise<Progress> {
	const ask = control.ask();
	const question = questionOf(ask);
	for (const line of question.lines) stage.print(`${line}\r\n`);
	stage.print(question.prompt);
	const line = await lineOrChange(stage, progress, ask.kind !== 'secret');
	if (line === undefined) return progress;
	const reply = replyOf(line, ask);
	if (reply.kind === 'value') {
		await stage.pass(() => control.ask().answer(reply.value));
		const refused = stage.registry
			.controls()
			.find(({id}) => id === control.id)
			?.ask().problem;
		return refused === undefined ? withAsked(progress, control.id) : progress;
	}
	if (reply.kind === 'keep' || reply.kind === 'next') {
		const {keep} = control.ask();
		if (reply.kind === 'keep' && keep) await stage.pass(keep);
		return withAsked(progress, control.id);
	}
	return other(stage, reply, progress);
}

/** Everything is asked: Enter goes on, if the page wants it; else wait for what comes. */
async function endOfPage(stage: Stage, progress: Progress): Promise<Progress> {
	const {registry} = stage;
	if (registry.busy() || !registry.wants('enter')) {
		await stage.changed(stage.ended);
		return progress;
	}
	stage.print('Enter goes on: ');
	const line = await lineOrChange(stage, progress, true);
	if (line === undefined) return progress;
	const reply = replyOf(line, GO_ON);
	if (reply.kind === 'value') {
		stage.print(`"${reply.value}" answers nothing here; press Enter alone, or give :back or :again\r\n`);
		return progress;
	}
	if (reply.kind !== 'keep') return other(stage, reply, progress);
	await press(stage, 'enter');
	// A page that stays has something against an answer: those are asked again. Or it works on it, and says no more until then.
	const refused = registry.controls().filter(control => control.ask().problem !== undefined);
	if (refused.length === 0) await news(stage, progress);
	return withoutAsked(
		progress,
		refused.map(control => control.id),
	);
}

/** Resolves when the page says or asks something else; what was typed ahead stays for it. Ctrl-C is a key of the page meanwhile. */
async function news(stage: Stage, progress: Progress): Promise<void> {
	const over = new AbortController();
	const signal = AbortSignal.any([over.signal, stage.ended]);
	while (!signal.aborted && !isNew(step(stage, progress), progress, undefined)) {
		const interrupted = stage.input.interrupted(signal).then(() => 'interrupted' as const);
		const event = await Promise.race([interrupted, stage.changed(signal)]);
		if (event === 'interrupted') await press(stage, 'ctrl-c');
	}
	over.abort();
}

const isNew = (now: Next, before: Progress, ask: string | undefined) =>
	now.texts.length > 0 || now.ask !== ask || now.progress.title !== before.title;

function replyOf(line: Line, ask: Ask): Reply | {readonly kind: 'end'} {
	if (line.kind === 'end') return {kind: 'end'};
	return line.kind === 'interrupt' ? {kind: 'key', name: 'ctrl-c'} : replyTo(ask, line.text);
}

async function other(stage: Stage, reply: Reply | {readonly kind: 'end'}, progress: Progress): Promise<Progress> {
	if (reply.kind === 'wrong') stage.print(`${reply.message}\r\n`);
	if (reply.kind === 'key') await press(stage, reply.name);
	// Nobody is there to answer any more.
	if (reply.kind === 'end') {
		stage.print('\r\nThe input has ended, so nothing more is asked.\r\n');
		stage.quit();
	}
	return reply.kind === 'again' ? NOTHING : progress;
}

async function press(stage: Stage, name: KeyName): Promise<void> {
	await stage.pass(() => {
		const used = stage.registry.pressPage(named(name, ''));
		if (!used && name === 'ctrl-c') stage.quit();
	});
}
