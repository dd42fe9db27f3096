/** The REST interface of a fake engine, as far as hosts need it (facts/services.md 1.4). */
import {randomUUID} from 'node:crypto';
import {errorPage, json, type Answer, type Asked, type EngineState, type KnownHost} from './engine-state.ts';

const TOKEN = 'a-token-that-nothing-may-keep';

const FORM = 'application/x-www-form-urlencoded';

/** Everything that goes wrong is 400 here. */
function token({behaviour: {admin}}: EngineState, {method, headers, body}: Asked): Answer {
	const form = new URLSearchParams(body);
	const error = (code: string, text: string) => json(400, {error: text, error_code: code});
	if (method !== 'POST' || headers['content-type'] !== FORM || headers.accept !== 'application/json')
		return error('invalid_request', 'The request is missing a required parameter.');
	if (form.get('grant_type') !== 'password') return error('unsupported_grant_type', 'Unsupported grant type.');
	const isAdmin = form.get('username') === admin.user && form.get('password') === admin.password;
	if (!isAdmin)
		return error(
			'access_denied',
			`Cannot authenticate user '${form.get('username') ?? ''}': Unable to log in. Verify your login information or contact the system administrator..`,
		);
	const exp = String(Date.now() + 3_600_000);
	return json(200, {access_token: TOKEN, scope: 'ovirt-app-api', exp, token_type: 'bearer'});
}

const shown = ({id, name, address, status}: KnownHost) => ({id, name, address, status});
const fault = (status: number, detail: string) => json(status, {reason: 'Operation Failed', detail: `[${detail}]`});

function add(state: EngineState, body: string): Answer {
	const {behaviour, hosts} = state;
	const {name, address, ssh} = JSON.parse(body) as {
		name?: string;
		address?: string;
		ssh?: {port?: number; fingerprint?: string};
	};
	if (name === undefined || address === undefined)
		return json(400, {reason: 'Incomplete parameters', detail: 'Host [name, address] required for add'});
	if (hosts.some(host => host.name === name || host.address === address))
		return fault(
			409,
			'Cannot add Host. The Host name is already in use, please choose a unique name and try again.',
		);
	if (behaviour.unreachable !== undefined) return fault(400, behaviour.unreachable);
	const host: KnownHost = {
		...{id: randomUUID(), uniqueId: '', name, address, status: 'installing'},
		...{sshPort: ssh?.port ?? 22, fingerprint: ssh?.fingerprint ?? ''},
	};
	hosts.push(host);
	return json(behaviour.slow ? 202 : 201, shown(host), {location: `/ovirt-engine/api/hosts/${host.id}`});
}

/** A host goes one step on its course each time somebody looks. */
function look({behaviour}: EngineState, host: KnownHost): Answer {
	const before = shown(host);
	if (host.status !== 'pending_approval') host.status = behaviour.course.shift() ?? host.status;
	return json(200, before);
}

function approve(state: EngineState, host: KnownHost): Answer {
	if (host.status !== 'pending_approval') return fault(409, 'Cannot approve Host. Host status is not pending.');
	if (state.behaviour.unreachable !== undefined) return fault(400, state.behaviour.unreachable);
	host.status = 'installing';
	return json(200, {status: 'complete'});
}

function hostsApi(state: EngineState, {method, path, query, headers, body}: Asked): Answer {
	if (headers.authorization !== `Bearer ${TOKEN}`)
		return {...errorPage(401, 'Unauthorized'), headers: {'www-authenticate': 'Bearer realm="ovirt-engine"'}};
	const [, , , , id, action] = path.split('/');
	if (id === undefined) {
		if (method === 'POST') return add(state, body);
		const [, address] = /^address=(.*)$/.exec(query['search'] ?? '') ?? [];
		return json(200, {
			host: state.hosts.filter(host => address === undefined || host.address === address).map(shown),
		});
	}
	const host = state.hosts.find(each => each.id === id);
	if (!host) return json(404, {reason: 'Not Found', detail: 'Entity not found'});
	return action === 'approve' && method === 'POST' ? approve(state, host) : look(state, host);
}

/** Undefined for a path that is no part of it. */
export function api(state: EngineState, asked: Asked): Answer | undefined {
	const {path, query} = asked;
	if (path === '/ovirt-engine/sso/oauth/token') return token(state, asked);
	if (path === '/ovirt-engine/api/hosts' || path.startsWith('/ovirt-engine/api/hosts/'))
		return hostsApi(state, asked);
	if (path === '/ovirt-engine/services/health')
		return {status: 200, type: 'text/html', body: 'DB Up!Welcome to Health Status!'};
	if (path !== '/ovirt-engine/services/pki-resource') return undefined;
	return query['resource'] === 'ca-certificate' && query['format'] === 'X509-PEM-CA'
		? {status: 200, type: 'application/x-x509-ca-cert', body: state.ca}
		: errorPage(400, 'Invalid resource or format');
}
