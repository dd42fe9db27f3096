/** A run without a person that waits for one after all (lifecycle.pause). */
import {pauseOf} from '../src/session/install-wish.ts';
import type {Answers} from '../src/settings/answers.ts';
import {isTty, openTty} from '../src/terminal/tty.ts';
import {Refused} from './arguments.ts';

type Place = Exclude<ReturnType<typeof pauseOf>, 'none'>;

const WORDS: Readonly<Record<Place, string>> = {
	'before-install': 'before the first write',
	'after-install': 'after the last write',
	'before-reboot': 'before the reboot',
};

/**
 * Stops at one place for Enter on any of the consoles: this terminal, and those that are named.
 * @returns what to call at each place
 * @throws {Refused} when a pause is asked for and there is no console, before anything was done
 */
export function pausing(answers: Answers, consoles: readonly string[]): (place: Place) => Promise<void> {
	const pause = pauseOf(answers);
	if (pause === 'none') return async () => undefined;
	const closed = consoles.find(name => !isTty(name));
	if (closed !== undefined) throw new Refused(`"${closed}" is no tty that can be opened; give one such as ttyS0`);
	if (consoles.length === 0 && !process.stdin.isTTY)
		throw new Refused(`lifecycle.pause=${pause} waits for a person, and no console is here; give --console TTY`);
	return async place => {
		if (place === pause) await waitForEnter(consoles, `Paused ${WORDS[place]}. Enter goes on. `);
	};
}

async function waitForEnter(consoles: readonly string[], question: string): Promise<void> {
	const others = consoles.map(openTty);
	const inputs: NodeJS.ReadableStream[] = [
		...(process.stdin.isTTY ? [process.stdin] : []),
		...others.map(({stdin}) => stdin),
	];
	process.stderr.write(`${question}\n`);
	await new Promise<void>(resolve => {
		for (const input of inputs) input.once('data', () => resolve()).once('error', () => undefined);
	});
	process.stdin.pause();
	for (const {close} of others) close?.();
}
