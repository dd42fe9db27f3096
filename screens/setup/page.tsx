/** The frame of every page of setup: the menu beside it, what an Apply would do or did over it, and how setup is left. */
import {Box} from 'ink';
import {use, type ReactNode} from 'react';
import {RegistryContext} from '../../src/tui/focus.tsx';
import {Dialog, Menu, Prose, Scope, useConsole, useFocus, useKeys} from '../../src/tui/index.ts';
import {Frame, IN_SHELL, OPEN_SHELL, type FrameKeys, type FrameWords} from '../frame.tsx';
import {changedTitles, differWords, MENU, menuItems} from './menu.ts';
import {Prove} from './prove.tsx';
import {usePages, type Pages} from './setting.ts';

export type Cover = {
	readonly title: string;
	readonly body: ReactNode;
	/** Esc. While it is absent the cover stays. */
	readonly onBack?: (() => void) | undefined;
};

export type PageProps = FrameWords & {
	readonly title: string;
	readonly help: readonly string[];
	/** Id of the control that Enter in the menu goes to. */
	readonly first?: string | undefined;
	/** What stands in place of the page, over the whole screen. */
	readonly cover?: Cover | undefined;
};

const MENU_ID = 'menu';

/** The list of a page of reports. */
export const REPORTS_ID = 'reports';

const KEYS: FrameKeys = [
	['Tab', 'move'],
	['Enter', 'act'],
];

const COVER_KEYS: FrameKeys = [
	['PgUp/PgDn', 'page'],
	['Enter', 'act'],
];

export function Page({title, help, first, cover, children, keys = KEYS, ...words}: PageProps) {
	const pages = usePages();
	const {linear} = useConsole();
	const registry = use(RegistryContext);
	const focus = useFocus();
	const {setting, snapshot, go} = pages;
	const toList = () => go('');
	const toMenu = () => {
		if (linear) toList();
		else if (registry.focused()?.id !== MENU_ID) focus(MENU_ID);
		else return false;
		return true;
	};
	const toSupport = () => {
		go('support');
		focus(REPORTS_ID);
	};
	return (
		<Frame
			{...words}
			mode={setting.rehearsal ? 'rehearsal' : 'setup'}
			host={snapshot.status.hostname ?? snapshot.machine?.hostname ?? ''}
			tty={setting.tty}
			title={cover?.title ?? title}
			menu={cover || linear ? undefined : <PageMenu first={first} />}
			keys={cover ? COVER_KEYS : linear ? keys.filter(([key]) => key !== 'Enter') : keys}
			help={help}
			onEscape={cover ? () => undefined : toMenu}
			onEnter={cover ? undefined : linear ? toList : words.onEnter}
			enter={linear ? 'menu' : words.enter}
			onF8={cover ? undefined : toSupport}
			shell={pages.shell}
			askShell={snapshot.guard === 'open' ? undefined : (open, onBack) => <ShellGate {...{open, onBack}} />}
			quit={onBack => <Quit onBack={onBack} />}
		>
			<Box display={cover ? 'none' : 'flex'} flexDirection="column" flexShrink={0}>
				{children}
			</Box>
			{cover && (
				<Scope>
					<CoverKeys onBack={cover.onBack} />
					{cover.body}
				</Scope>
			)}
		</Frame>
	);
}

function ShellGate({open, onBack}: {open: () => void; onBack: () => void}) {
	const {setup} = usePages();
	const onProven = () => {
		if (setup.mayGiveRoot()) open();
	};
	return <Prove title={OPEN_SHELL} why={IN_SHELL} verb="Open the shell" {...{onProven, onBack}} />;
}

/** What is being done is not left half way: Ctrl-C waits like everything else. */
function CoverKeys({onBack}: {onBack: (() => void) | undefined}) {
	const {linear} = useConsole();
	const back = () => onBack?.();
	useKeys({escape: back, 'ctrl-c': back, ...(linear && onBack ? {enter: back} : {})});
	return null;
}

function PageMenu({first}: {first: string | undefined}) {
	const {current, go, snapshot, typed} = usePages();
	const registry = use(RegistryContext);
	const open = () => {
		if (first === undefined) registry.move(1, {round: true});
		else registry.focus(first);
	};
	return (
		<Menu
			id={MENU_ID}
			label="Page"
			items={menuItems(snapshot, typed)}
			current={current}
			onChange={go}
			onOpen={open}
			provenance={differWords(snapshot, typed) ?? (snapshot.looking ? 'looking at this host ...' : '')}
		/>
	);
}

/** What becomes of things when the screen is left. */
function fate({snapshot, typed}: Pages): string {
	const changed = changedTitles(snapshot, typed);
	if (changed.length === 0) return 'Everything that was typed is saved.';
	return `What was typed and not applied is forgotten: ${changed.join(', ')}.`;
}

export function Quit({onBack}: {onBack: () => void}) {
	const pages = usePages();
	return (
		<Dialog
			title="Leave setup?"
			onEscape={onBack}
			actions={[
				{label: 'Leave', onPress: () => pages.leave('leave')},
				{label: 'Back', onPress: onBack},
			]}
		>
			<Prose>{fate(pages)}</Prose>
		</Dialog>
	);
}

export const pageTitle = (name: string) => MENU.find(page => page.name === name)?.title ?? '';
