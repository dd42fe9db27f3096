/** The service host-register of a fake engine, version 1 (facts/services.md 1.1). */
import {randomUUID} from 'node:crypto';
import {wrapped76} from './certificates.ts';
import {errorPage, freeName, type Answer, type Asked, type EngineState} from './engine-state.ts';

export const SERVICE = '/ovirt-engine/services/host-register';

const plain = (body: string): Answer => ({status: 200, type: 'text/plain', body});

export function hostRegister(state: EngineState, {method, query, peer}: Asked): Answer {
	if (method !== 'GET') return errorPage(405, 'HTTP method is not supported by this URL');
	const version = /^\d+$/.test(query['version'] ?? '') ? Number(query['version']) : -1;
	if (version !== 1) return errorPage(400, `Invalid registration protocol version ${version}`);
	switch (query['command']) {
		case undefined:
			return errorPage(400, 'command parameter is missing');
		case 'get-version':
			return plain('1');
		case 'get-pki-trust':
			return {status: 200, type: 'application/x-x509-ca-cert', body: wrapped76(state.ca)};
		case 'get-ssh-trust':
			return plain(`${state.sshKey}\n`);
		case 'register':
			return register(state, query, peer);
		default:
			return errorPage(400, 'Invalid command');
	}
}

const numberIn = (text: string | undefined, otherwise: number) => {
	if (text === undefined) return otherwise;
	return /^[+-]?\d+$/.test(text) ? Number(text) : Number.NaN;
};

function register(state: EngineState, query: Asked['query'], peer: string): Answer {
	const uniqueId = query['uniqueId']?.replaceAll(/[^A-Za-z0-9.:_-]/g, '');
	if (uniqueId === undefined) return errorPage(400, 'Unique id was not provided');
	const ports = {sshPort: numberIn(query['sshPort'], 22), vdsPort: numberIn(query['vdsPort'], 54_321)};
	for (const [name, port] of Object.entries(ports))
		if (Number.isNaN(port)) return errorPage(400, `For input string: "${query[name] ?? ''}"`);
	const {address = peer, sshKeyFingerprint: fingerprint = ''} = query;
	const failed = (why: string) => errorPage(400, `runInternalQuery failed '${why}'`);
	if (address === '') return failed('Cannot register Host - no Hostname address specified.');
	if (uniqueId === '') return failed(`Cannot register host '${address}' - host id is empty.`);
	const known = state.hosts.filter(host => host.uniqueId === uniqueId);
	if (known.length > 1) return failed('Cannot register Host - unique id is ambigious.');
	// The servlet swallows what its query says then.
	if (known.length === 1) return plain('OK\n');
	state.hosts.push({
		...{id: randomUUID(), uniqueId, name: freeName(state.hosts, query['name'] ?? address), address},
		...{sshPort: ports.sshPort, fingerprint},
		status: state.behaviour.approves ? 'installing' : 'pending_approval',
	});
	return plain('OK\n');
}
