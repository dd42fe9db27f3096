/** The frame of every page of the installer: its number, and how the installer is left. */
import {Frame, type FrameWords} from '../frame.tsx';
import {HELP} from './help.ts';
import {pageBefore, titleOf, type PageName} from './pages.ts';
import {Quit} from './quit.tsx';
import {useWalk} from './walk.ts';

export type PageProps = FrameWords & {
	readonly name: PageName;
	/** In place of the page's own title. */
	readonly title?: string | undefined;
	/** In place of the page's own help. */
	readonly help?: readonly string[] | undefined;
	/** Esc, when it is not the page before. */
	readonly onEscape?: (() => void) | undefined;
};

export function Page({name, title, help = HELP[name], onEscape, ...words}: PageProps) {
	const walk = useWalk();
	const {setting, snapshot, pages, live} = walk;
	const before = pageBefore(name, pages);
	return (
		<Frame
			{...words}
			mode={setting.mode}
			host={snapshot.machine?.hostname ?? ''}
			tty={setting.tty}
			title={titleOf(name, pages, title)}
			help={help}
			shell={live && !setting.recorded ? setting.shell : undefined}
			onEscape={onEscape ?? (before ? walk.back : undefined)}
			quit={onBack => <Quit onBack={onBack} />}
		/>
	);
}
