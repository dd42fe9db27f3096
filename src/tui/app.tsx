/** Runs a tree of widgets on a console, from raw mode to the tty as it was. */
import {render} from 'ink';
import type {ReactElement} from 'react';
import {readKeys, type Input} from '../terminal/key-reader.ts';
import {ConsoleContext} from './console.ts';
import {RegistryContext} from './focus.tsx';
import {createKeyGate} from './key-gate.tsx';
import {Registry} from './registry.ts';

export type AppOptions = {
	readonly stdin?: Input;
	readonly stdout?: NodeJS.WriteStream;
	/** Questions and answers, a line each, instead of drawn pages. */
	readonly linear?: boolean | undefined;
};

/** Resolves when a screen calls `useConsole().quit()`, or the console is gone. */
export async function runApp(root: ReactElement, options: AppOptions = {}): Promise<void> {
	const {stdin = process.stdin, stdout = process.stdout} = options;
	stdin.setRawMode?.(true);
	const registry = new Registry();
	const gate = createKeyGate(key => {
		if (!registry.press(key) && key.name === 'ctrl-c') instance.unmount();
	});
	const reader = readKeys(stdin, gate.press, () => instance.unmount());
	const console = {
		quit: () => instance.unmount(),
		redraw() {},
		suspend: async (run: () => Promise<void>) => run(),
		linear: false,
	};
	const instance = render(
		<ConsoleContext value={console}>
			<RegistryContext value={registry}>
				<gate.Listener />
				{root}
			</RegistryContext>
		</ConsoleContext>,
		{
			stdin: gate.stdin,
			stdout,
			exitOnCtrlC: false,
			patchConsole: false,
			interactive: true,
			maxFps: 1000,
		},
	);
	try {
		await instance.waitUntilExit();
	} finally {
		reader.stop();
		stdin.setRawMode?.(false);
	}
}
