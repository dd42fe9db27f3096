/**
 * Passwords of accounts, by shadow(5). A password is set when another one is wanted than was set last: what its owner makes of it
 * afterwards stays.
 */
import {createHash} from 'node:crypto';
import type {Host} from '../../host/host.ts';
import type {WantedAccount} from '../wanted.ts';

export type AccountChange = {
	readonly account: WantedAccount;
	/** For a person: `set the password of admin`. */
	readonly title: string;
};

/** What was set last, by account: digests, so that the file need not be as secret as shadow. */
const RECORD = '/etc/hostwright/accounts.json';

const digestOf = ({hash = '', mustChange}: WantedAccount) =>
	createHash('sha256').update(`${hash}\0${mustChange}`).digest('hex');

async function setLast(host: Host): Promise<ReadonlyMap<string, string>> {
	const text = await host.read(RECORD);
	try {
		const data: unknown = JSON.parse(text ?? '{}');
		const entries = typeof data === 'object' && data !== null ? Object.entries(data) : [];
		return new Map(entries.map(([name, digest]) => [name, String(digest)]));
	} catch {
		// A record that cannot be read knows of nothing: the passwords are set once more.
		return new Map();
	}
}

/** Name to password field. */
async function passwords(host: Host): Promise<ReadonlyMap<string, string>> {
	const lines = ((await host.read('/etc/shadow')) ?? '').split('\n').filter(Boolean);
	return new Map(lines.map(line => line.split(':')).map(([name = '', password = '']) => [name, password]));
}

/** `usermod -L` puts `!` before the hash; `*` was never a password. */
const isLocked = (password: string) => /^[!*]/.test(password);

function isSet({hash}: WantedAccount, now: string): boolean {
	return hash === undefined ? isLocked(now) : hash === now;
}

function titleOf({name, hash, mustChange}: WantedAccount): string {
	if (hash === undefined) return `lock the password of ${name}`;
	return `set the password of ${name}${mustChange ? ', to be changed at the next login' : ''}`;
}

/** @throws {HostFailed} when shadow may not be read */
export async function findAccountChanges(
	host: Host,
	accounts: readonly WantedAccount[],
): Promise<{readonly changes: readonly AccountChange[]; readonly problem?: string}> {
	if (accounts.length === 0) return {changes: []};
	const [now, last] = [await passwords(host), await setLast(host)];
	const changes: AccountChange[] = [];
	for (const account of accounts) {
		const password = now.get(account.name);
		if (password === undefined) {
			return {
				changes: [],
				problem: `The account "${account.name}" is not on this host; it comes with the image.`,
			};
		}
		const done = last.get(account.name) === digestOf(account) || isSet(account, password);
		if (!done) changes.push({account, title: titleOf(account)});
	}
	return {changes};
}

/** Sets one password and notes it. The hash goes by standard input (law 7). @throws {CommandFailed} @throws {HostFailed} */
export async function setPassword(host: Host, {account}: AccountChange): Promise<void> {
	const {name, hash, mustChange} = account;
	if (hash === undefined) await host.run('usermod', ['-L', name]);
	else await host.run('chpasswd', ['-e'], {input: `${name}:${hash}\n`, secret: true});
	if (mustChange) await host.run('chage', ['-d', '0', name]);
	// chpasswd takes any text for a hash and says nothing about an account it leaves out.
	if (!isSet(account, (await passwords(host)).get(name) ?? '')) {
		throw new Error(`The password of "${name}" was set and reads back differently`);
	}
	const record = {...Object.fromEntries(await setLast(host)), [name]: digestOf(account)};
	await host.write(RECORD, `${JSON.stringify(record, undefined, '\t')}\n`, {mode: 0o600});
}
