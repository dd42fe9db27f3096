/** `hostwright register`: registers this host with the engine that its settings name. */
import path from 'node:path';
import {createInterface} from 'node:readline/promises';
import {setTimeout} from 'node:timers/promises';
import type {Host} from '../src/host/host.ts';
import {realHost} from '../src/host/real-host.ts';
import {rootedHost} from '../src/host/rooted-host.ts';
import {endPassword, storedAnswers} from '../src/session/end-password.ts';
import {registerHost, wishOf} from '../src/session/register.ts';
import {acceptedBy, authorityLines, unapproved} from '../src/session/register-text.ts';
import {hasError, problemLine} from '../src/session/report.ts';
import {answersFrom} from '../src/session/sources.ts';
import {stayRegistered} from '../src/session/stay-registered.ts';
import {readArguments, Refused} from './arguments.ts';

export const summary = 'Registers this host with its oVirt Engine';

const help = `usage: hostwright register [OPTIONS]

Registers this host with the engine that the settings name (engine.server).
Its CA must have the fingerprint that is given, or the system must trust it,
or it is shown and asked about. The host is pending there until somebody
approves it. Running it again changes nothing.

  --root DIR       a folder with a host that does not run
  --boot           this host has started: try until the engine accepts it, end
                   the temporary password of root when it has done its work,
                   and ask nobody

Exit code 0: the engine accepted this host, or knew it; 1: it did not.
`;

const options = {root: {type: 'string'}, boot: {type: 'boolean'}} as const;

export async function run(argv: string[]): Promise<number> {
	const args = readArguments(argv, {command: 'register', help, options});
	if (!args) return 0;
	const root = args.values.root === undefined ? undefined : path.resolve(args.values.root);
	const host = root === undefined ? realHost() : rootedHost(realHost(), root);
	if (args.values.boot) return stay(host, root);
	const {answers, problems} = await answersFrom({configs: [], root});
	process.stderr.write(problems.map(problem => `${problemLine(problem)}\n`).join(''));
	if (hasError(problems)) return 1;
	const wish = wishOf(answers);
	if (!wish) throw new Refused('no engine is named; give one: hostwright set engine.server=engine.example.org');
	let registered = await registerHost(host, wish);
	if ('result' in registered && registered.result === 'asks') {
		const {authority} = registered;
		if (!process.stdin.isTTY) throw new Refused(unapproved(wish, authority));
		process.stderr.write(authorityLines(wish, authority));
		if (!(await approves())) throw new Refused('not approved; nothing was changed');
		registered = await registerHost(host, wish, authority.sha256);
	}
	if ('problem' in registered) throw new Refused(registered.problem);
	process.stdout.write(`${acceptedBy(wish)}\n`);
	return 0;
}

async function stay(host: Host, root: string | undefined): Promise<number> {
	await stayRegistered({
		...{host, random: Math.random},
		answers: () => storedAnswers(root),
		endPassword: async () => endPassword(host, root),
		say: sentence => process.stdout.write(`${sentence}\n`),
		wait: async seconds => setTimeout(seconds * 1000),
	});
	return 0;
}

async function approves(): Promise<boolean> {
	const asking = createInterface({input: process.stdin, output: process.stderr});
	const said = await asking.question('Is this what the engine itself shows? [y/N] ');
	asking.close();
	return /^y(es)?$/i.test(said.trim());
}
