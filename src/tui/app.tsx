/** Runs a tree of widgets on one console or several: takes the ttys, wires Ink to them, gives them back as they were. */
import chalk from 'chalk';
import type {ReactElement} from 'react';
import {readKeys, type Input, type KeyReader} from '../terminal/key-reader.ts';
import {levelsOf} from '../terminal/levels.ts';
import {TtyScreen} from '../terminal/tty-screen.ts';
import {giveBackTty, ignoreErrors, openTty, outputOf, takeTty, ttyOf, type Tty} from '../terminal/tty.ts';
import {draw, type Station} from './draw.tsx';
import {runLinear} from './linear/run-linear.tsx';

export type AppOptions = {
	readonly stdin?: Input;
	readonly stdout?: NodeJS.WriteStream;
	/** Questions and answers, a line each, instead of drawn pages. When undefined, TERM and the streams decide. */
	readonly linear?: boolean | undefined;
	/** Further ttys that show the same pages, such as `/dev/ttyS0`. */
	readonly consoles?: readonly string[] | undefined;
};

/**
 * Resolves when a screen calls `useConsole().quit()`, or the last console is gone.
 * @throws when one of the further consoles cannot be opened
 */
export async function runApp(root: ReactElement, options: AppOptions = {}): Promise<void> {
	const {stdin = process.stdin, stdout = process.stdout, consoles = []} = options;
	const levels = levelsOf(process.env);
	if (options.linear ?? (levels.linear || !stdin.isTTY || !stdout.isTTY)) return runLinear(root, {stdin, stdout});
	// Ink drops reverse and bold where chalk sees no colours (TERM=vt320, NO_COLOR), and with them the focus. The screen takes
	// colours out again where they are not wanted.
	chalk.level = 1;
	await draw(root, [ttyOf(stdin, stdout), ...consoles.map(openTty)].map(stationOf));
}

function stationOf(tty: Tty): Station {
	const {name, path, term, stdout} = tty;
	takeTty(tty.stdin);
	ignoreErrors(tty.stdin);
	ignoreErrors(stdout);
	const screen = new TtyScreen(outputOf(tty), levelsOf({...process.env, TERM: term}));
	let start = (): KeyReader | undefined => undefined;
	let gone = () => {};
	let reader: KeyReader | undefined;
	const goOn = (anew: boolean) => {
		takeTty(tty.stdin);
		screen.resume();
		if (anew) {
			ignoreErrors(tty.stdin);
			reader = start();
		}
		reader?.resume();
	};
	return {
		name,
		screen,
		note: text => screen.note(text),
		read(onKey, onEnd) {
			start = () => readKeys(tty.stdin, onKey, onEnd);
			gone = onEnd;
			reader = start();
		},
		onResize(listener) {
			stdout.on('resize', listener);
			return () => stdout.off('resize', listener);
		},
		async lend(run) {
			reader?.pause();
			await screen.suspend();
			giveBackTty(tty.stdin);
			if (tty.rest) reader?.stop();
			const wake = tty.rest?.();
			try {
				await run({path, term});
			} finally {
				if (wake && !wake()) gone();
				else goOn(wake !== undefined);
			}
		},
		retake() {
			takeTty(tty.stdin);
			screen.repaint();
		},
		leave() {
			reader?.stop();
			screen.close();
			giveBackTty(tty.stdin);
			tty.close?.();
		},
	};
}
