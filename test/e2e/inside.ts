/** What is true inside a host: a shell of root on the serial line, and what commands print there. */
import {keys, press} from './hands.ts';
import type {Machine} from './machine.ts';
import type {SerialConsole} from './serial-console.ts';

/** Logs in where the console asks who is there. */
export async function rootLogin({console}: Machine, password: string): Promise<void> {
	await console.says('login:');
	await console.type('root\r');
	await console.says('Password:');
	await console.type(`${password}\r`);
	await quiet(console);
}

/** One line a command, however long: what is typed is not shown again, and there is no prompt. */
async function quiet(console: SerialConsole): Promise<void> {
	await console.says(/# $/);
	await console.type('stty -echo; PS1=; TERM=dumb; export SYSTEMD_PAGER=cat; echo ready-$((1))\r');
	await console.says('ready-1\n');
}

/** The shell that the installer opens on a live medium. */
export async function openShell({console}: Machine): Promise<void> {
	await press(console, keys.f2, />\[ Open the shell \]/);
	await console.type(keys.enter);
	await quiet(console);
}

/** Runs a command in that shell and answers with what it printed. @throws {Error} when its code is not 0 */
export async function ask({console}: Machine, command: string): Promise<string> {
	await console.type(`${command}; echo "code $?"\r`);
	const said = await console.says(/^code \d+\n/m);
	const printed = said.replace(/code \d+\n$/, '');
	if (!said.endsWith('code 0\n')) throw new Error(`${command} failed inside the host:\n${printed}`);
	return printed;
}

/** What must be true: a command, and what it prints. */
export type Fact = readonly [command: string, prints: RegExp];

/** Asks for all before it complains, so that one run tells everything. @throws {Error} with what every wrong one printed */
export async function expectFacts(machine: Machine, facts: readonly Fact[]): Promise<void> {
	const wrong: string[] = [];
	for (const [command, prints] of facts) {
		const printed = await ask(machine, command).catch((error: unknown) => String(error));
		if (!prints.test(printed)) wrong.push(`${command} prints, and should match ${String(prints)}:\n${printed}`);
	}
	if (wrong.length > 0) throw new Error(wrong.join('\n'));
}

/** In order, so that everything is written. */
export async function switchOff(machine: Machine): Promise<void> {
	await machine.console.type('poweroff\r');
	await machine.ended;
}
