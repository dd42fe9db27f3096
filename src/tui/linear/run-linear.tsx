/** Runs a tree of widgets as questions and answers. Ink lays the pages out, onto nothing but a text that the driver reads. */
import {Writable} from 'node:stream';
import chalk from 'chalk';
import {render} from 'ink';
import type {ReactNode} from 'react';
import type {Input} from '../../terminal/key-reader.ts';
import {giveBackTty, ignoreErrors, onSignal, takeTty} from '../../terminal/tty.ts';
import {ConsoleContext, type Console} from '../console.ts';
import {RegistryContext} from '../focus.tsx';
import {createKeyGate} from '../key-gate.tsx';
import {Registry} from '../registry.ts';
import {LinearContext} from './context.ts';
import {drive} from './driver.ts';
import {LineInput} from './line-input.ts';

/** Takes Ink's frames, the newest of which counts. In debug mode each write is a whole frame. */
class FrameText extends Writable {
	/** No tty, or Ink would have the cursor restored on stderr at the end. */
	readonly isTTY = false;
	readonly rows = 24;
	frame = '';
	readonly columns: number;

	constructor(columns: number) {
		super({decodeStrings: false});
		// Each widget that follows the size listens.
		this.setMaxListeners(0);
		this.columns = columns;
	}

	override _write(chunk: string | Buffer, _encoding: BufferEncoding, done: () => void): void {
		// Ink ends with an empty write or a line feed of its own; neither is a frame.
		const text = chunk.toString();
		if (text !== '' && text !== '\n') this.frame = text;
		this.emit('frame');
		done();
	}
}

export async function runLinear(
	root: ReactNode,
	{stdin, stdout}: {readonly stdin: Input; readonly stdout: NodeJS.WriteStream},
): Promise<void> {
	takeTty(stdin);
	ignoreErrors(stdin);
	ignoreErrors(stdout);
	chalk.level = 0;
	const print = (text: string) => void stdout.write(stdout.isTTY ? text : text.replaceAll('\r\n', '\n'));
	const page = new FrameText(stdout.columns || 80);
	const registry = new Registry();
	const gate = createKeyGate();
	const input = new LineInput(stdin, print);
	const ended = new AbortController();
	const console: Console = {
		linear: true,
		quit: () => instance.unmount(),
		redraw() {},
		async suspend(run) {
			giveBackTty(stdin);
			try {
				await run({path: undefined, term: process.env.TERM ?? ''});
			} finally {
				takeTty(stdin);
			}
		},
	};
	const instance = render(
		<ConsoleContext value={console}>
			<LinearContext value>
				<RegistryContext value={registry}>
					<gate.Listener />
					{root}
				</RegistryContext>
			</LinearContext>
		</ConsoleContext>,
		{stdin: gate.stdin, stdout: page, exitOnCtrlC: false, patchConsole: false, interactive: true, debug: true},
	);
	const restore = () => {
		ended.abort();
		input.stop();
		giveBackTty(stdin);
	};
	const stopSignals = onSignal(restore, () => takeTty(stdin));
	const driven = drive({
		registry,
		input,
		print,
		frame: () => page.frame,
		changed: async signal => changeOf(page, registry, signal),
		pass: gate.pass,
		ended: ended.signal,
		quit: console.quit,
	});
	try {
		await Promise.race([instance.waitUntilExit(), driven]);
	} finally {
		instance.unmount();
		stopSignals();
		restore();
	}
}

/** Resolves in the turn after the frame or the registry changed, when what belongs together is all there; or when it is over. */
async function changeOf(page: FrameText, registry: Registry, signal: AbortSignal): Promise<void> {
	return new Promise(resolve => {
		const end = () => {
			page.off('frame', end);
			unsubscribe();
			signal.removeEventListener('abort', end);
			setImmediate(resolve);
		};
		page.on('frame', end);
		const unsubscribe = registry.subscribe(end);
		if (signal.aborted) end();
		else signal.addEventListener('abort', end);
	});
}
