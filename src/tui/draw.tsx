/** Draws a tree of widgets on all consoles and brings it the keys of the one that writes. */
import {render} from 'ink';
import type {ReactNode} from 'react';
import type {Key} from '../terminal/key.ts';
import {ScreenOutput} from '../terminal/screen-output.ts';
import type {TtyScreen} from '../terminal/tty-screen.ts';
import {onSignal, stopHere} from '../terminal/tty.ts';
import {ConsoleContext, type Console, type LentConsole} from './console.ts';
import {Desk, type Place} from './desk.ts';
import {RegistryContext} from './focus.tsx';
import {createKeyGate} from './key-gate.tsx';
import {Registry} from './registry.ts';
import {isTooSmall, Sized} from './sized.tsx';

/** One console: its screen, its keys, and how it is lent to another program and left. */
export type Station = Place & {
	readonly screen: TtyScreen;
	/** Begins to read. The next key waits until `onKey` has resolved. */
	readonly read: (onKey: (key: Key) => Promise<void>, onEnd: () => void) => void;
	readonly onResize: (listener: () => void) => () => void;
	readonly lend: (run: (lent: LentConsole) => Promise<void>) => Promise<void>;
	/** After a stop: whoever stopped us has changed the tty. */
	readonly retake: () => void;
	readonly leave: () => void;
};

type Act = () => void;

export async function draw(root: ReactNode, stations: readonly Station[], registry = new Registry()): Promise<void> {
	const gate = createKeyGate();
	const desk = new Desk(stations);
	const output = new ScreenOutput(stations.map(({screen}) => screen));
	const console: Console = {
		linear: false,
		quit: () => instance.unmount(),
		redraw: () => stations.forEach(({screen}) => screen.repaint()),
		suspend: async run => desk.writer()?.lend(run),
	};
	const page = (key: Key) => {
		const used = !isTooSmall(output) && registry.press(key);
		if (!used && key.name === 'ctrl-c') console.quit();
	};
	for (const station of stations) {
		const own: Partial<Record<Key['name'], Act>> = {
			f12: () => station.screen.repaint(),
			'ctrl-t': () => station.screen.nextLook(),
			'ctrl-z': () => void station.lend(async () => stopHere()),
		};
		const press = (key: Key) => {
			const act = own[key.name];
			if (act) act();
			else if (desk.takes(station, key)) page(key);
		};
		const onKey = async (key: Key) => gate.pass(() => press(key));
		station.read(onKey, () => {
			output.remove(station.screen);
			station.leave();
			if (desk.leave(station) === 0) console.quit();
		});
	}
	const instance = render(
		<ConsoleContext value={console}>
			<RegistryContext value={registry}>
				<gate.Listener />
				<Sized>{root}</Sized>
			</RegistryContext>
		</ConsoleContext>,
		{stdin: gate.stdin, stdout: output, exitOnCtrlC: false, patchConsole: false, interactive: true, debug: true},
	);
	const leave = () => stations.forEach(station => station.leave());
	const ends = [
		...stations.map(station => station.onResize(() => output.resize())),
		onSignal(leave, () => stations.forEach(station => station.retake())),
	];
	try {
		await instance.waitUntilExit();
	} finally {
		for (const end of ends) end();
		leave();
	}
}
