/** The REST interface of an engine, for an administrator who types a login: it is sent to a proved engine and kept nowhere. */
import type {Host, Trust, WebAnswer, WebRequest} from '../../host/host.ts';
import {parseLoose, recordsAt, textAt, type Loose} from '../../probes/loose-json.ts';
import {elided, visible} from '../../settings/setting.ts';
import {ownFingerprint} from './keys.ts';
import {placeOf} from './protocol.ts';
import {trustIn, type Connection, type Met, type Problem} from './register.ts';
import {whyNoAnswer} from './why.ts';

export type Login = {
	/** With its profile: `admin@internal`. */
	readonly user: string;
	readonly password: string;
	/** How the host is called there, where it is reached, and in which cluster. */
	readonly name: string;
	readonly address: string;
	readonly cluster: string;
	readonly sshPort: number;
};

export type Adding = {
	/** Told each status of the host as it comes, as the engine calls it. */
	readonly tell: (status: string) => void;
	readonly wait: (seconds: number) => Promise<void>;
	/** Nobody looks any more. */
	readonly signal: AbortSignal;
};

/** Seconds between two looks. */
const LOOK = 3;

/** Of a host that is as it is to be, and of one that will not be by itself (engine's HostStatus). */
const DONE = 'up';
const FAILED: Readonly<Record<string, string>> = {
	install_failed: 'the installation failed',
	non_responsive: 'the engine cannot reach this host',
	non_operational: 'this host does not fit its cluster',
	error: 'the engine reports an error',
	unassigned: 'the engine does not know how it is',
};

const SAID = 200;

/** What is known of an engine that answers, and what it needs to hear each time. */
type Session = {readonly host: Host; readonly connection: Connection; readonly trust: Trust; readonly token: string};

type Wanted = Pick<WebRequest, 'method' | 'body'> & {readonly path: string};

/** Of a fault, of an error of the login, or of nobody in particular. */
function reasonOf(answer: Loose): string {
	const said = textAt(answer, 'detail') || textAt(answer, 'error') || textAt(answer, 'reason');
	return elided(visible(said.replace(/^\[([^]*)\]$/, '$1')), SAID).replace(/\.*$/, '');
}

const refused = (connection: Connection, {status, text}: WebAnswer, what: string): Problem => {
	const reason = reasonOf(parseLoose(text)) || `it answers ${status}`;
	return {problem: `The engine at ${placeOf(connection)} ${what}: ${reason}.`};
};

async function send(
	{host, connection, trust}: Omit<Session, 'token'>,
	path: string,
	more: Omit<WebRequest, 'url' | 'trust'>,
): Promise<WebAnswer | Problem> {
	const said = await host.request({url: `https://${placeOf(connection)}/ovirt-engine${path}`, trust, ...more});
	return 'status' in said ? said : {problem: whyNoAnswer(connection, said, connection.trust)};
}

/** Engines want exactly this Accept, and answer every failure with 400. */
async function logIn(asking: Omit<Session, 'token'>, {user, password}: Login): Promise<Session | Problem> {
	const form = {grant_type: 'password', scope: 'ovirt-app-api', username: user, password};
	const said = await send(asking, '/sso/oauth/token', {
		method: 'POST',
		headers: {'content-type': 'application/x-www-form-urlencoded', accept: 'application/json'},
		body: new URLSearchParams(form).toString(),
		acts: true,
	});
	if ('problem' in said) return said;
	const token = textAt(parseLoose(said.text), 'access_token');
	if (said.status !== 200 || token === '') return refused(asking.connection, said, 'does not let this user in');
	return {...asking, token};
}

async function api(session: Session, {path, method, body}: Wanted): Promise<WebAnswer | Problem> {
	const json = 'application/json';
	return send(session, `/api${path}`, {
		headers: {authorization: `Bearer ${session.token}`, version: '4', accept: json, 'content-type': json},
		...(method === 'POST' ? {method, body: body ?? '{}', acts: true} : {}),
	});
}

type Found = {readonly id: string; readonly status: string};

const foundIn = (record: Loose): Found => ({id: textAt(record, 'id'), status: textAt(record, 'status')});

/** The host that the engine knows at this address; undefined when there is none. */
async function find(session: Session, {address}: Login): Promise<Found | undefined | Problem> {
	const said = await api(session, {path: `/hosts?search=${encodeURIComponent(`address=${address}`)}`});
	if ('problem' in said) return said;
	if (said.status !== 200) return refused(session.connection, said, 'does not tell its hosts');
	const [first] = recordsAt(parseLoose(said.text), 'host');
	return first && foundIn(first);
}

async function add(session: Session, {name, address, cluster, sshPort}: Login): Promise<Found | Problem> {
	const fingerprint = await ownFingerprint(session.host);
	const ssh = {port: sshPort, authentication_method: 'publickey', user: {user_name: 'root'}};
	const host = {
		...{name, address, cluster: {name: cluster}},
		ssh: fingerprint === undefined ? ssh : {...ssh, fingerprint},
	};
	const said = await api(session, {path: '/hosts', method: 'POST', body: JSON.stringify(host)});
	if ('problem' in said) return said;
	// 202 as long as it looks at the host.
	if (said.status !== 201 && said.status !== 202) return refused(session.connection, said, 'does not add this host');
	return foundIn(parseLoose(said.text));
}

/** One that waits for approval is approved of; one that is there is left as it is. */
async function approveOrAdd(session: Session, login: Login): Promise<Found | Problem> {
	const found = await find(session, login);
	if (found === undefined) return add(session, login);
	if ('problem' in found || found.status !== 'pending_approval') return found;
	const said = await api(session, {path: `/hosts/${encodeURIComponent(found.id)}/approve`, method: 'POST'});
	if ('problem' in said) return said;
	return said.status === 200 || said.status === 202
		? {...found, status: 'installing'}
		: refused(session.connection, said, 'does not approve of this host');
}

/** Until it is up, or will not be by itself. */
async function follow(session: Session, {id}: Found, {tell, wait, signal}: Adding): Promise<Problem | undefined> {
	for (let before = ''; !signal.aborted;) {
		const said = await api(session, {path: `/hosts/${encodeURIComponent(id)}`});
		if ('problem' in said) return said;
		if (said.status !== 200) return refused(session.connection, said, 'does not tell how this host does');
		const {status} = foundIn(parseLoose(said.text));
		if (status !== before) tell(status);
		if (status === DONE) return undefined;
		if (Object.hasOwn(FAILED, status))
			return {problem: `Not up: ${FAILED[status] ?? status}; see Events of this host in the engine.`};
		before = status;
		await wait(LOOK);
	}
	return undefined;
}

/** Adds this host to an engine that was met, or approves of it there, and looks on until it is up. Undefined when all is well. */
export async function addHost(
	host: Host,
	connection: Connection,
	{authority}: Pick<Met, 'authority'>,
	login: Login,
	adding: Adding,
): Promise<Problem | undefined> {
	const session = await logIn({host, connection, trust: trustIn(connection, authority)}, login);
	if ('problem' in session) return session;
	const found = await approveOrAdd(session, login);
	if ('problem' in found) return found;
	return follow(session, found, adding);
}
