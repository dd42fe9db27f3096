/** Further consoles that a command with screens is told of. */
import {isTty} from '../src/terminal/tty.ts';
import {Refused} from './arguments.ts';

/** The values of `--console`. @throws {Refused} when one of them cannot be opened */
export function furtherConsoles(named: readonly string[] = []): readonly string[] {
	const closed = named.find(name => !isTty(name));
	if (closed !== undefined) throw new Refused(`"${closed}" is no tty that can be opened; give one such as ttyS0`);
	return named;
}
