/** The frame of every page of the installer: title with its number, the common keys, help, shell and the way out. */
import {Box, Text, useWindowSize} from 'ink';
import {use, useState, type ReactNode} from 'react';
import {Dialog, Paragraph, Shell, useConsole, useKeys} from '../../src/tui/index.ts';
import {RegistryContext} from '../../src/tui/focus.tsx';
import {settingOf} from './form.ts';
import {HELP} from './help.ts';
import {pageBefore, titleOf, type PageName} from './pages.ts';
import {Quit} from './quit.tsx';
import {useWalk} from './walk.ts';

type Open = 'help' | 'shell' | 'quit' | undefined;

export type PageProps = {
	readonly name: PageName;
	/** In place of the page's own title. */
	readonly title?: string | undefined;
	readonly provenance?: string | undefined;
	readonly problem?: string | undefined;
	/** Enter, when no field takes it. */
	readonly onEnter?: (() => void) | undefined;
	readonly enter?: string | undefined;
	/** What Enter does, or keys of this page alone, before the common ones. */
	readonly keys?: ReadonlyArray<readonly [string, string]> | undefined;
	readonly onF5?: (() => void) | undefined;
	readonly onF6?: (() => void) | undefined;
	/** Esc, when it is not the page before. */
	readonly onEscape?: (() => void) | undefined;
	readonly children: ReactNode;
};

/** Nothing of a page is lost while a question covers it: it stays, out of sight and out of reach. */
export function Page(props: PageProps) {
	const {
		name,
		title,
		provenance,
		problem,
		onEnter,
		enter = 'continue',
		keys = [],
		onF5,
		onF6,
		onEscape,
		children,
	} = props;
	const walk = useWalk();
	const console = useConsole();
	const registry = use(RegistryContext);
	const [open, setOpen] = useState<Open>();
	const [asked, setAsked] = useState('');
	const shell = walk.live ? walk.setting.shell : undefined;
	const before = pageBefore(name, walk.pages);
	useKeys({
		escape: onEscape ?? (before ? walk.back : () => setOpen('quit')),
		f1() {
			setAsked(registry.focused()?.id ?? '');
			setOpen('help');
		},
		...(onEnter ? {enter: onEnter} : {}),
		...(onF5 ? {f5: onF5} : {}),
		...(onF6 ? {f6: onF6} : {}),
		...(shell ? {f2: () => setOpen('shell')} : {}),
		'ctrl-c': () => setOpen('quit'),
	});
	const close = () => setOpen(undefined);
	const shown = open
		? ([
				['Enter', 'act'],
				['Esc', 'back'],
			] as const)
		: [
				...(onEnter ? [['Enter', enter] as const] : []),
				...keys,
				['Esc', onEscape || before ? 'back' : 'leave'] as const,
				['F1', 'help'] as const,
				...(shell ? [['F2', 'shell'] as const] : []),
				['F12', 'redraw'] as const,
			];
	return (
		<Shell
			mode={walk.setting.mode}
			host={walk.snapshot.machine?.hostname ?? ''}
			tty={walk.setting.tty}
			title={titleOf(name, walk.pages, title)}
			provenance={open ? undefined : provenance}
			problem={open ? undefined : problem}
			keys={shown}
		>
			<Box flexDirection="column" display={open ? 'none' : 'flex'} flexShrink={0}>
				{children}
				{!console.linear && <Whole sentence={problem} />}
			</Box>
			{open === 'quit' && <Quit onBack={close} />}
			{open === 'help' && <Help page={name} field={asked} onBack={close} />}
			{open === 'shell' && shell && (
				<Dialog
					title="Open a root shell on this console?"
					onEscape={close}
					actions={[
						{
							label: 'Open the shell',
							onPress() {
								close();
								void console.suspend(shell);
							},
						},
						{label: 'Back', onPress: close},
					]}
				>
					<Paragraph indent={3}>
						What is done there is not checked by this installer. Type exit to come back to this page.
					</Paragraph>
				</Dialog>
			)}
		</Shell>
	);
}

/** A sentence that is cut on its line is said in full beneath the page. */
function Whole({sentence}: {sentence: string | undefined}) {
	const {columns} = useWindowSize();
	if (sentence === undefined || sentence.length <= columns - 4) return null;
	return (
		<Box marginTop={1} paddingX={1} flexShrink={0}>
			<Text bold>{sentence}</Text>
		</Box>
	);
}

/** The field's own help first, then what the page is for. */
function Help({page, field, onBack}: {page: PageName; field: string; onBack: () => void}) {
	const setting = /^[a-z]+\.[a-zA-Z0-9]+$/.test(field) ? settingOf(field) : undefined;
	return (
		<Dialog title={setting?.label ?? 'This page'} actions={[{label: 'Back', onPress: onBack}]}>
			{setting && (
				<Paragraph indent={3}>
					{[setting.help, setting.example && `For example ${setting.example}.`].filter(Boolean).join(' ')}
				</Paragraph>
			)}
			{HELP[page].map(sentence => (
				<Paragraph key={sentence} indent={3}>
					{sentence}
				</Paragraph>
			))}
		</Dialog>
	);
}
