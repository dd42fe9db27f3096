/** Adding a host over the REST interface of a fake engine: what is sent, what is refused, and until when it is looked at. */
import {describe, expect, it} from 'vitest';
import {engineParts, type Added} from '../../src/session/setup-engine.ts';
import {features} from '../../src/features/index.ts';
import {gather} from '../../src/session/answers.ts';
import {json} from './engine-state.ts';
import type {FakeEngine, FakeOptions} from './fake-engine.ts';
import {fake, rooted} from './host.ts';

async function adding(options: FakeOptions = {}, trust = true) {
	const engine = await fake(options);
	const {host} = await rooted({'/etc/ssh/ssh_host_ed25519_key.pub': KEY});
	const parts = engineParts(host, async () => undefined);
	const pin = trust ? ` management_server_fingerprint=${engine.sha256}` : '';
	const line = `management_server=localhost:${engine.port}${pin} hostwright.access.sshPort=2222`;
	const {answers} = gather({features, configs: [], cmdline: line});
	const seen: string[] = [];
	const add = async (more: Partial<Added> = {}) => {
		const login = {...engine.behaviour.admin, name: 'h1', address: '192.0.2.10', cluster: 'Default', ...more};
		const tell = (status: string) => seen.push(status);
		return (await parts.add(answers, login, {tell, signal: new AbortController().signal}))?.problem;
	};
	return {engine, add, seen, register: async () => parts.register(answers, engine.sha256)};
}

const KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJr1Vtnf4LqQb4Z0e3Jg5m0VQm8h6fJx4oYl1m2n3o4p me\n';
const secretsSent = ({asked}: FakeEngine) => asked.filter(({body}) => body.includes('password=')).length;

describe('a host', () => {
	it('is added with its port and its key, and looked at until it is up', async () => {
		const {engine, add, seen} = await adding();
		expect(await add()).toBeUndefined();
		expect(seen).toEqual(['installing', 'initializing', 'up']);
		expect(engine.hosts).toMatchObject([
			{
				name: 'h1',
				address: '192.0.2.10',
				sshPort: 2222,
				fingerprint: expect.stringMatching(/^SHA256:[\w+/]{43}$/) as string,
			},
		]);
	});

	it('that waits for approval is approved of, and not added again', async () => {
		const {engine, add, register, seen} = await adding();
		await register();
		expect(await add({address: '127.0.0.1'})).toBeUndefined();
		expect(engine.hosts).toHaveLength(1);
		expect(seen).toEqual(['installing', 'initializing', 'up']);
	});

	it('that the engine looks at for long is waited for', async () => {
		const {add} = await adding({behaviour: {slow: true}});
		expect(await add()).toBeUndefined();
	});

	it('that does not get up is told why', async () => {
		const {add, seen} = await adding({behaviour: {course: ['install_failed']}});
		expect(await add()).toBe('Not up: the installation failed; see Events of this host in the engine.');
		expect(seen).toEqual(['installing', 'install_failed']);
	});
});

describe('what an engine refuses', () => {
	const at = (engine: FakeEngine) => `The engine at localhost:${engine.port}`;

	it('a wrong password, a name that is taken, a host it cannot reach and a token it does not know', async () => {
		const {engine, add} = await adding();
		expect(await add({password: 'wrong'})).toBe(
			`${at(engine)} does not let this user in: Cannot authenticate user 'admin@internal': Unable to log in. Verify your login information or contact the system administrator.`,
		);
		await add();
		expect(await add({address: '192.0.2.11'})).toMatch(
			/does not add this host: Cannot add Host\. The Host name is already in use/,
		);
		engine.behaviour.unreachable =
			'Cannot add Host. Connecting to host via SSH has failed, verify that the host is reachable';
		expect(await add({name: 'h2', address: '192.0.2.12'})).toContain('Connecting to host via SSH has failed');
		engine.behaviour.instead['/ovirt-engine/sso/oauth/token'] = json(200, {access_token: 'stale'});
		expect(await add({name: 'h3', address: '192.0.2.13'})).toBe(
			`${at(engine)} does not tell its hosts: it answers 401.`,
		);
	});

	it('a login goes to no engine that nobody has approved of', async () => {
		const {engine, add} = await adding({}, false);
		expect(await add()).toMatch(/^Nobody has approved of the CA/);
		expect(secretsSent(engine)).toBe(0);
	});
});

it('tells how it is and gives its CA without a login', async () => {
	const {engine} = await adding();
	const {host} = await rooted();
	const get = async (path: string) =>
		host.request({url: `https://localhost:${engine.port}/ovirt-engine/services/${path}`, trust: {ca: engine.ca}});
	expect(await get('health')).toMatchObject({status: 200, text: 'DB Up!Welcome to Health Status!'});
	expect(await get('pki-resource?resource=ca-certificate&format=X509-PEM-CA')).toMatchObject({text: engine.ca});
	expect(await get('pki-resource?resource=nothing')).toMatchObject({status: 400});
});
