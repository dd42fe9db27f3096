/** Registers a host with an engine: who answers there is known before anything about the host is said (facts/services.md 1.1). */
import type {Host, NoAnswer, Trust, WebAnswer} from '../../host/host.ts';
import {probeHostname} from '../../probes/computer.ts';
import {probeRegistration, REGISTRATION, type Registration} from '../../probes/registration.ts';
import {readAuthority, type Authority} from './certificate.ts';
import {ownFingerprint, withKey} from './keys.ts';
import {asQuery, commandUrl, isEngineName, placeOf, readKey, wrongVersion} from './protocol.ts';
import type {Address, Command, Self} from './protocol.ts';
import {ID_FILE, uniqueId} from './unique-id.ts';
import {whyNoAnswer, whyOther, whyRefused, type Trusting} from './why.ts';

export type Problem = {readonly problem: string};

export type Connection = Address & {
	readonly trust: Trusting;
	/** Which the CA must have. */
	readonly fingerprint: string | undefined;
};

export type Met = {
	readonly authority: Authority;
	/** Who vouches for it, `kept` being an earlier approval; undefined when nobody does: a person has to see its fingerprints. */
	readonly knownBy: 'fingerprint' | 'system' | 'kept' | undefined;
};

/** Where an engine is believed to be itself; vdsm looks there too. */
export const CA_FILE = '/etc/pki/ovirt-engine/ca.pem';
export const KEYS_FILE = '/root/.ssh/authorized_keys';

type Asking = {readonly connection: Connection; readonly trust: Trust};

const isAnswer = (said: WebAnswer | NoAnswer): said is WebAnswer => 'status' in said;

async function ask(
	host: Host,
	{connection, trust}: Asking,
	command: Command,
	more?: Readonly<Record<string, string>>,
): Promise<WebAnswer | Problem> {
	const acts = command === 'register' ? ({acts: true} as const) : {};
	const said = await host.request({url: commandUrl(connection, command, more), trust, ...acts});
	if (!isAnswer(said)) return {problem: whyNoAnswer(connection, said, connection.trust)};
	const problem = whyRefused(connection, said);
	return problem === undefined ? said : {problem};
}

/** Trust for everything that is said after the CA is known. */
export const trustIn = ({trust}: Connection, {pem}: Authority): Trust => (trust === 'system' ? 'system' : {ca: pem});

/**
 * Asks an engine for its CA, and whether it is the engine that has it. Without a trust in the system this is the one thing that is
 * asked of whoever answers, and nothing else is said. Changes nothing.
 */
export async function meetEngine(host: Host, connection: Connection): Promise<Met | Problem> {
	const first = {connection, trust: connection.trust === 'system' ? 'system' : 'anybody'} as const;
	const sent = await ask(host, first, 'get-pki-trust');
	if ('problem' in sent) return sent;
	const authority = readAuthority(sent.text, host.now());
	if ('problem' in authority)
		return {problem: `What ${placeOf(connection)} sends as the CA of an engine ${authority.problem}.`};
	const other = whyOther(connection, authority, connection.fingerprint);
	if (other !== undefined) return {problem: other};
	const version = await ask(host, {connection, trust: trustIn(connection, authority)}, 'get-version');
	if ('problem' in version) return version;
	const wrong = wrongVersion(connection, version);
	if (wrong !== undefined) return {problem: wrong};
	return {authority, knownBy: await whoKnows(host, connection, authority)};
}

/** @param authority has the fingerprint, where one is given */
async function whoKnows(host: Host, connection: Connection, {sha256, pem}: Authority): Promise<Met['knownBy']> {
	if (connection.fingerprint !== undefined) return 'fingerprint';
	if (connection.trust === 'system') return 'system';
	const [{accepted}, kept] = await Promise.all([probeRegistration(host), host.read(CA_FILE)]);
	return accepted && isSame(accepted, connection) && accepted.authority === sha256 && kept === pem
		? 'kept'
		: undefined;
}

/** Whether a host that is registered there is registered here. */
export const isSame = (one: Address, other: Address) => one.server === other.server && one.port === other.port;

/** What is kept of an engine on the host, before the host is announced there. */
export type Kept = {readonly uniqueId: string; readonly key: string};

/**
 * Asks for the engine's SSH key. Changes nothing.
 * @returns what to keep, for `keepTrust`
 */
export async function askForKey(
	host: Host,
	connection: Connection,
	authority: Authority,
): Promise<{readonly line: string} | Problem> {
	const said = await ask(host, {connection, trust: trustIn(connection, authority)}, 'get-ssh-trust');
	return 'problem' in said ? said : readKey(connection, said);
}

/** Writes only what differs. @throws {HostFailed} */
async function writeChanged(host: Host, path: string, text: string, mode: number): Promise<void> {
	if ((await host.read(path)) !== text) await host.write(path, text, {mode});
}

/**
 * Keeps the id of this host, the CA and the key: each file is old or new, whenever this is cut short. The key that an earlier engine
 * left goes.
 * @throws {HostFailed}
 */
export async function keepTrust(host: Host, authority: Authority, line: string): Promise<Kept> {
	const id = await uniqueId(host);
	const {accepted} = await probeRegistration(host);
	await writeChanged(host, ID_FILE, `${id}\n`, 0o644);
	await writeChanged(host, CA_FILE, authority.pem, 0o644);
	await keepKey(host, line, accepted?.key);
	return {uniqueId: id, key: line};
}

/** Lets the engine in as root. Our image forgets what is in the home of root: this is done again at each start. @throws {HostFailed} */
export async function keepKey(host: Host, line: string, earlier?: string): Promise<void> {
	const keys = withKey(await host.read(KEYS_FILE), line, earlier);
	await host.makeDirectory('/root/.ssh', 0o700);
	await writeChanged(host, KEYS_FILE, keys, 0o600);
}

async function selfOf(host: Host, {uniqueId: id}: Kept, sshPort: number): Promise<Self> {
	const [name, sshKey] = await Promise.all([probeHostname(host), ownFingerprint(host)]);
	return {uniqueId: id, name: isEngineName(name) ? name : undefined, sshPort, sshKey};
}

/** Tells the engine about this host. An engine answers alike whether it knew the host or not. */
export async function announce(
	host: Host,
	connection: Connection,
	authority: Authority,
	{sshPort, ...kept}: Kept & {readonly sshPort: number},
): Promise<Problem | undefined> {
	const query = asQuery(await selfOf(host, kept, sshPort));
	const said = await ask(host, {connection, trust: trustIn(connection, authority)}, 'register', query);
	return 'problem' in said ? said : undefined;
}

/** Keeps what became of it, for Status and for the next start. Parts that are not given stay. @throws {HostFailed} */
export async function keepRegistration(host: Host, change: Registration): Promise<void> {
	const record = {...(await probeRegistration(host)), ...change};
	const text = `${JSON.stringify({version: 1, ...record}, undefined, 2)}\n`;
	await writeChanged(host, REGISTRATION, text, 0o644);
}
