/** The frame of every page of the installer: title with its number, the common keys, help, shell and the way out. */
import {Box, useWindowSize} from 'ink';
import {use, useState, type ReactNode} from 'react';
import {RegistryContext} from '../../src/tui/focus.tsx';
import {Dialog, Shell, useConsole, useKeys} from '../../src/tui/index.ts';
import {settingOf} from './form.ts';
import {HELP, MOVING} from './help.ts';
import {pageBefore, titleOf, type PageName} from './pages.ts';
import {Prose} from './prose.tsx';
import {Quit} from './quit.tsx';
import {useWalk} from './walk.ts';

type Open = 'help' | 'shell' | 'quit' | undefined;
type Keys = ReadonlyArray<readonly [key: string, verb: string]>;

export type PageProps = {
	readonly name: PageName;
	/** In place of the page's own title. */
	readonly title?: string | undefined;
	readonly provenance?: string | undefined;
	readonly problem?: string | undefined;
	/** No field of the page says the problem: it is said in full when its line is too short for it. */
	readonly whole?: boolean | undefined;
	/** Enter, when no field takes it. */
	readonly onEnter?: (() => void) | undefined;
	readonly enter?: string | undefined;
	/** Keys of this page alone, before the common ones. */
	readonly keys?: Keys | undefined;
	readonly onF5?: (() => void) | undefined;
	readonly onF6?: (() => void) | undefined;
	/** Esc, when it is not the page before. */
	readonly onEscape?: (() => void) | undefined;
	readonly children: ReactNode;
};

/** Nothing of a page is lost while a question covers it: it stays, out of sight and out of reach. */
export function Page(props: PageProps) {
	const {name, title, provenance, problem, whole = false, onEnter, onF5, onF6, onEscape, children} = props;
	const walk = useWalk();
	const registry = use(RegistryContext);
	const [open, setOpen] = useState<Open>();
	const [asked, setAsked] = useState('');
	const shell = walk.live && !walk.setting.recorded ? walk.setting.shell : undefined;
	const before = pageBefore(name, walk.pages);
	const quit = () => setOpen('quit');
	useKeys({
		escape: onEscape ?? (before ? walk.back : quit),
		'ctrl-c': quit,
		f1() {
			setAsked(registry.focused()?.id ?? '');
			setOpen('help');
		},
		...(onEnter ? {enter: onEnter} : {}),
		...(onF5 ? {f5: onF5} : {}),
		...(onF6 ? {f6: onF6} : {}),
		...(shell ? {f2: () => setOpen('shell')} : {}),
	});
	const close = () => setOpen(undefined);
	return (
		<Shell
			mode={walk.setting.mode}
			host={walk.snapshot.machine?.hostname ?? ''}
			tty={walk.setting.tty}
			title={titleOf(name, walk.pages, title)}
			provenance={open ? undefined : provenance}
			problem={open ? undefined : problem}
			keys={open ? DIALOG_KEYS : keysOf(props, {goesBack: before !== undefined, shell: shell !== undefined})}
		>
			<Box flexDirection="column" display={open ? 'none' : 'flex'} flexShrink={0}>
				{children}
				{whole && problem !== undefined && <Whole sentence={problem} />}
			</Box>
			{open === 'quit' && <Quit onBack={close} />}
			{open === 'help' && <Help page={name} field={asked} onBack={close} />}
			{open === 'shell' && shell && <ShellQuestion shell={shell} onBack={close} />}
		</Shell>
	);
}

const DIALOG_KEYS: Keys = [
	['Enter', 'act'],
	['Esc', 'back'],
];

function keysOf(
	{onEnter, enter = 'continue', keys = [], onEscape}: PageProps,
	{goesBack, shell}: {goesBack: boolean; shell: boolean},
): Keys {
	return [
		...(onEnter ? [['Enter', enter] as const] : []),
		...keys,
		['Esc', onEscape || goesBack ? 'back' : 'leave'],
		['F1', 'help'],
		...(shell ? [['F2', 'shell'] as const] : []),
		['F12', 'redraw'],
	];
}

/** A sentence that is cut on its line is said in full beneath the page. */
function Whole({sentence}: {sentence: string}) {
	const {columns} = useWindowSize();
	const {linear} = useConsole();
	if (linear || sentence.length <= columns - 4) return null;
	return (
		<Prose bold before>
			{sentence}
		</Prose>
	);
}

/** The field's own help first, then what the page is for. */
function Help({page, field, onBack}: {page: PageName; field: string; onBack: () => void}) {
	const setting = /^[a-z]+\.[a-zA-Z0-9]+$/.test(field) ? settingOf(field) : undefined;
	const about = setting && [setting.help, setting.example ? `For example ${setting.example}.` : ''].join(' ').trim();
	const sentences = [...(about === undefined ? [] : [about]), ...HELP[page], ...(setting ? [] : [MOVING])];
	return (
		<Dialog title={setting?.label ?? 'This page'} actions={[{label: 'Back', onPress: onBack}]}>
			{sentences.map((sentence, at) => (
				<Prose key={sentence} indent={3} within={2} before={at > 0}>
					{sentence}
				</Prose>
			))}
		</Dialog>
	);
}

function ShellQuestion({shell, onBack}: {shell: () => Promise<void>; onBack: () => void}) {
	const console = useConsole();
	const act = () => {
		onBack();
		void console.suspend(shell);
	};
	return (
		<Dialog
			title="Open a root shell on this console?"
			onEscape={onBack}
			actions={[
				{label: 'Open the shell', onPress: act},
				{label: 'Back', onPress: onBack},
			]}
		>
			<Prose indent={3} within={2}>
				What is done there is not checked by this installer. Type exit to come back to this page.
			</Prose>
		</Dialog>
	);
}
