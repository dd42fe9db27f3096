/** Runs a tree of widgets on a console: takes the tty, wires Ink to it, gives it back as it was. */
import chalk from 'chalk';
import {render} from 'ink';
import type {ReactElement, ReactNode} from 'react';
import {readKeys, type Input} from '../terminal/key-reader.ts';
import type {Key} from '../terminal/key.ts';
import {levelsOf} from '../terminal/levels.ts';
import {ScreenOutput} from '../terminal/screen-output.ts';
import {giveBackTty, ignoreErrors, onSignal, takeTty} from '../terminal/tty.ts';
import {ConsoleContext, type Console} from './console.ts';
import {RegistryContext} from './focus.tsx';
import {createKeyGate} from './key-gate.tsx';
import {runLinear} from './linear/run-linear.tsx';
import {Registry} from './registry.ts';
import {isTooSmall, Sized} from './sized.tsx';

export type AppOptions = {
	readonly stdin?: Input;
	readonly stdout?: NodeJS.WriteStream;
	/** Questions and answers, a line each, instead of drawn pages. When undefined, TERM and the streams decide. */
	readonly linear?: boolean | undefined;
};

/** Resolves when a screen calls `useConsole().quit()`, or the console is gone. */
export async function runApp(root: ReactElement, options: AppOptions = {}): Promise<void> {
	const {stdin = process.stdin, stdout = process.stdout} = options;
	const levels = levelsOf(process.env);
	if (options.linear ?? (levels.linear || !stdin.isTTY || !stdout.isTTY)) return runLinear(root, {stdin, stdout});
	takeTty(stdin);
	ignoreErrors(stdin);
	ignoreErrors(stdout);
	// Ink drops reverse and bold where chalk sees no colours (TERM=vt320, NO_COLOR), and with them the focus. The screen output
	// takes colours out again where they are not wanted.
	chalk.level = 1;
	await draw(root, {stdin, stdout, output: new ScreenOutput(stdout, levels)});
}

type Wires = {readonly stdin: Input; readonly stdout: NodeJS.WriteStream; readonly output: ScreenOutput};

async function draw(root: ReactNode, {stdin, stdout, output}: Wires): Promise<void> {
	const registry = new Registry();
	const gate = createKeyGate();
	const press = (key: Key) => {
		const used = key.name === 'f12' || (!isTooSmall(output) && registry.press(key));
		if (key.name === 'f12') output.repaint();
		if (!used && key.name === 'ctrl-c') instance.unmount();
	};
	const reader = readKeys(
		stdin,
		async key => gate.pass(() => press(key)),
		() => instance.unmount(),
	);
	const console: Console = {
		linear: false,
		quit: () => instance.unmount(),
		redraw: () => output.repaint(),
		async suspend(run) {
			reader.pause();
			output.suspend();
			giveBackTty(stdin);
			try {
				await run();
			} finally {
				takeTty(stdin);
				output.resume();
				reader.resume();
			}
		},
	};
	const instance = render(
		<ConsoleContext value={console}>
			<RegistryContext value={registry}>
				<gate.Listener />
				<Sized>{root}</Sized>
			</RegistryContext>
		</ConsoleContext>,
		{stdin: gate.stdin, stdout: output, exitOnCtrlC: false, patchConsole: false, interactive: true, debug: true},
	);
	const onResize = () => output.resize();
	const restore = () => {
		reader.stop();
		output.close();
		giveBackTty(stdin);
	};
	const stopSignals = onSignal(restore);
	stdout.on('resize', onResize);
	try {
		await instance.waitUntilExit();
	} finally {
		stdout.off('resize', onResize);
		stopSignals();
		restore();
	}
}
