/** The page oVirt Engine by keys in a pty, with a fake engine over real TLS: who answers, approve and reject, and what goes wrong. */
import {describe, expect, it, onTestFinished} from 'vitest';
import {certificates} from '../../engine/certificates.ts';
import {errorPage} from '../../engine/engine-state.ts';
import {startFakeEngine, type FakeEngine, type FakeOptions} from '../../engine/fake-engine.ts';
import {keys} from '../../pty.ts';
import {press} from '../rig.ts';
import {fill, intoPage, known, openStored, tabTo, toPage, type Rooted} from './host.ts';

/** A host whose settings name a fake engine, on its page. */
async function page(options: FakeOptions = {}, more = ''): Promise<Rooted & {readonly engine: FakeEngine}> {
	const engine = await startFakeEngine(options);
	onTestFinished(engine.close);
	const pty = openStored(`engine:\n  server: localhost\n  port: ${engine.port}\n${more}`);
	await toPage(pty, 'oVirt Engine');
	await intoPage(pty);
	await tabTo(pty, /\[ Apply \]/);
	await press(pty, keys.right, '>[ Connect ]');
	return {...pty, engine};
}

const words = (pty: Rooted) => pty.frame().join(' ').replaceAll(/\s+/g, ' ');

describe('connecting', () => {
	it('shows the certificate, writes nothing when it is rejected, and registers when it is approved of', async () => {
		const pty = await page();
		const {sha1, sha256, port, hosts} = pty.engine;
		await press(pty, keys.enter, 'Nobody vouches for it', '>[ Reject ]  [ Approve ]');
		const shown = pty.frame().join('').replaceAll(/\s+/g, '');
		for (const text of [sha1, sha256, 'CN=engine.example.org.41273', 'Valid']) expect(shown).toContain(text);
		await press(pty, keys.enter, '| oVirt Engine');
		expect(pty.engine.commands()).toEqual(['get-pki-trust', 'get-version']);
		expect(() => pty.file('etc/pki/ovirt-engine/ca.pem')).toThrow('ENOENT');
		await press(pty, keys.enter, '>[ Reject ]');
		await press(pty, keys.right, '>[ Approve ]');
		await press(pty, keys.enter, `Accepted by localhost:${port}, or already known there`, '>[ Back ]');
		expect(pty.file('etc/pki/ovirt-engine/ca.pem')).toBe(pty.engine.ca);
		expect(hosts).toHaveLength(1);
		await press(pty, keys.enter, /Registered with localhost:\d+ on/, /waits for approval there/);
		await press(pty, keys.enter, 'It is the one that was approved of before.');
		await press(pty, keys.escape, '| oVirt Engine');
		await press(pty, keys.escape, /^> oVirt Engine/m);
		await toPage(pty, 'Status');
		await known(pty);
		expect(words(pty)).toMatch(/Managed by Registered with localhost:\d+ on/);
	});

	it('adds the host with a login that is kept nowhere', async () => {
		const pty = await page({behaviour: {course: ['up']}}, '  insecure: yes\n');
		await press(pty, keys.enter, '>[ Reject ]');
		await press(pty, keys.right, '>[ Approve ]');
		await press(pty, keys.enter, '>[ Back ]');
		await press(pty, keys.right, '>[ Approve with a login ]');
		await press(pty, keys.enter, /> Password/);
		const {user, password} = pty.engine.behaviour.admin;
		await press(pty, 'wrong', /Password +\*{5}/);
		await press(pty, `${keys.tab}h1`, /> Name there +h1/);
		await press(pty, `${keys.tab}192.0.2.10`, /> Address +192\.0\.2\.10/);
		await press(pty, keys.tab + keys.tab, '>[ Add ]');
		await press(pty, keys.enter, 'does not let this user in: Cannot authenticate', `user '${user}'`);
		const back = keys.shiftTab.repeat(4);
		await press(pty, back, /> Password/);
		await press(pty, password, /Password +\*{14}/);
		await press(pty, keys.tab.repeat(4), '>[ Add ]');
		await press(pty, keys.enter, 'This host is up in its engine.', /installing/);
		expect(pty.engine.hosts.at(-1)).toMatchObject({name: 'h1', address: '192.0.2.10'});
		expect(pty.raw()).not.toContain(password);
		for (const name of ['etc/hostwright/settings.yaml', 'etc/hostwright/engine.json'])
			expect(pty.file(name)).not.toMatch(new RegExp(`${password}|a-token`));
	});
});

describe('what goes wrong', () => {
	it.each<[string, FakeOptions, string]>([
		[
			...([
				'a certificate for another name',
				{certificates: certificates({names: 'DNS:engine.example.org'})},
			] as const),
			'is for engine.example.org, and "localhost" was given; give the engine by the name in its certificate.',
		],
		[
			...(['an engine that starts', {behaviour: {always: errorPage(503, 'Service Unavailable')}}] as const),
			'is starting, or in trouble: it answers 503; try again in a minute.',
		],
		[
			...(['another web server', {behaviour: {always: errorPage(404, 'Not Found')}}] as const),
			'answers with 404, so it is no oVirt Engine; check the address and the port.',
		],
	])('%s', async (_, options, sentence) => {
		const pty = await page(options);
		await press(pty, keys.enter, '>[ Try again ]');
		expect(words(pty)).toContain(sentence);
	});

	it('an engine that is down, and is there when it is tried again', async () => {
		const pty = await page();
		await pty.engine.close();
		await press(pty, keys.enter, '>[ Try again ]');
		expect(words(pty)).toContain('does not answer: nothing answers there; check the address and the port');
		const {engine} = pty;
		const again = await startFakeEngine({port: engine.port});
		onTestFinished(again.close);
		await press(pty, keys.enter, '>[ Reject ]');
	});
});

it('what is typed and not applied is applied first, and a password for root is warned about', async () => {
	const pty = openStored('engine:\n  server: localhost\n');
	await toPage(pty, 'oVirt Engine');
	await intoPage(pty);
	await fill(pty, /Port/, '8443');
	await pty.waitFor('( Connect )');
	await tabTo(pty, /Password for the engine/);
	await press(pty, 'tulip', 'whoever knows this password is root');
});
