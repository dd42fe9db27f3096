/** The frame of every page: title, the common keys, help, shell and the way out. */
import {use, useState, type ReactNode} from 'react';
import {RegistryContext} from '../src/tui/focus.tsx';
import {Dialog, Prose, Shell, useConsole, useKeys, usePageWidth, type OpenShell} from '../src/tui/index.ts';
import {settingOf} from './settings/form.ts';

type Open = 'help' | 'shell' | 'quit' | undefined;
export type FrameKeys = ReadonlyArray<readonly [key: string, verb: string]>;

/** What a page says of itself to the frame around it. */
export type FrameWords = {
	readonly provenance?: string | undefined;
	readonly problem?: string | undefined;
	/** No field of the page says the problem: it is said in full when its line is too short for it. */
	readonly whole?: boolean | undefined;
	/** Enter, when no field takes it. */
	readonly onEnter?: (() => void) | undefined;
	readonly enter?: string | undefined;
	/** Keys of this page alone, before the common ones. */
	readonly keys?: FrameKeys | undefined;
	readonly onF5?: (() => void) | undefined;
	readonly onF6?: (() => void) | undefined;
	readonly children: ReactNode;
};

export type FrameProps = FrameWords & {
	/** Which program it is, where it runs and on which console. */
	readonly mode: string;
	readonly host: string;
	readonly tty: string;
	readonly title: string;
	/** Pages to go to, left of this one. */
	readonly menu?: ReactNode;
	/** Esc; without it, and when it answers false, Esc asks how to leave. */
	readonly onEscape?: (() => unknown) | undefined;
	readonly onF8?: (() => void) | undefined;
	/** What F1 says after the help of the focused field. */
	readonly help: readonly string[];
	/** A root shell on this console, where one is offered. */
	readonly shell?: OpenShell | undefined;
	/** What is asked before the shell is opened, in place of a plain question. */
	readonly askShell?: ((open: () => void, onBack: () => void) => ReactNode) | undefined;
	/** The question of how to leave. */
	readonly quit: (onBack: () => void) => ReactNode;
};

/** Said when no field has help of its own. */
const MOVING = 'Tab and arrows move, Enter goes on, Esc back. Nothing typed is lost.';

/** Nothing of a page is lost while a question stands under it: it stays, cut where there is no room, and out of reach. */
export function Frame(props: FrameProps) {
	const {mode, host, tty, title, menu, provenance, problem, whole = false, shell, help, children} = props;
	const {onEnter, onF5, onF6, onF8, onEscape} = props;
	const registry = use(RegistryContext);
	const [open, setOpen] = useState<Open>();
	const [asked, setAsked] = useState('');
	const quit = () => setOpen('quit');
	useKeys({
		escape() {
			if (!onEscape || onEscape() === false) quit();
		},
		'ctrl-c': quit,
		f1() {
			setAsked(registry.focused()?.id ?? '');
			setOpen('help');
		},
		...(onEnter ? {enter: onEnter} : {}),
		...(onF5 ? {f5: onF5} : {}),
		...(onF6 ? {f6: onF6} : {}),
		...(onF8 ? {f8: onF8} : {}),
		...(shell ? {f2: () => setOpen('shell')} : {}),
	});
	const close = () => setOpen(undefined);
	const questionOf = () => {
		if (open === 'quit') return props.quit(close);
		if (open === 'help') return <Help field={asked} page={help} onBack={close} />;
		return shell && <ShellQuestion {...{shell, ask: props.askShell, onBack: close}} />;
	};
	return (
		<Shell
			{...{mode, host, tty, title, menu}}
			provenance={provenance}
			problem={problem}
			keys={open ? DIALOG_KEYS : keysOf(props)}
			question={open && questionOf()}
		>
			{children}
			{whole && problem !== undefined && <Whole sentence={problem} />}
		</Shell>
	);
}

const DIALOG_KEYS: FrameKeys = [
	['Enter', 'act'],
	['Esc', 'back'],
];

/** What pages share comes first and stays where it is, so that a page change leaves it alone. */
function keysOf({onEnter, enter = 'continue', keys = [], onEscape, onF8, shell}: FrameProps): FrameKeys {
	const own = [...(onEnter ? [['Enter', enter] as const] : []), ...keys];
	return [
		...own.filter(([key]) => key === 'Enter'),
		['Esc', onEscape ? 'back' : 'leave'],
		['F1', 'help'],
		...(shell ? [['F2', 'shell'] as const] : []),
		...(onF8 ? [['F8', 'support'] as const] : []),
		['F12', 'redraw'],
		...own.filter(([key]) => key !== 'Enter'),
	];
}

/** A sentence that is cut on its line is said in full beneath the page. */
function Whole({sentence}: {sentence: string}) {
	const columns = usePageWidth();
	const {linear} = useConsole();
	if (linear || sentence.length <= columns - 4) return null;
	return (
		<Prose bold before>
			{sentence}
		</Prose>
	);
}

/** The field's own help first, then what the page is for. */
function Help({page, field, onBack}: {page: readonly string[]; field: string; onBack: () => void}) {
	const setting = /^[a-z]+\.[a-zA-Z0-9]+$/.test(field) ? settingOf(field) : undefined;
	const about = setting && [setting.help, setting.example ? `For example ${setting.example}.` : ''].join(' ').trim();
	const sentences = [...(about === undefined ? [] : [about]), ...page, ...(setting ? [] : [MOVING])];
	return (
		<Dialog title={setting?.label ?? 'This page'} actions={[{label: 'Back', onPress: onBack}]}>
			{sentences.map((sentence, at) => (
				<Prose key={sentence} before={at > 0}>
					{sentence}
				</Prose>
			))}
		</Dialog>
	);
}

export const OPEN_SHELL = 'Open a root shell on this console?';
export const IN_SHELL = 'What is done there is checked by nobody. Type exit to come back to this page.';

type ShellQuestionProps = {
	readonly shell: OpenShell;
	readonly ask: FrameProps['askShell'];
	readonly onBack: () => void;
};

function ShellQuestion({shell, ask, onBack}: ShellQuestionProps) {
	const console = useConsole();
	const act = () => {
		onBack();
		void console.suspend(shell);
	};
	if (ask) return ask(act, onBack);
	return (
		<Dialog
			title={OPEN_SHELL}
			onEscape={onBack}
			actions={[
				{label: 'Open the shell', onPress: act},
				{label: 'Back', onPress: onBack},
			]}
		>
			<Prose>{IN_SHELL}</Prose>
		</Dialog>
	);
}
