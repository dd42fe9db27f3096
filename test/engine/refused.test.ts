/** What goes wrong between a host and an engine, told apart, with nothing written (facts/services.md 1.5 and 1.6). */
import {describe, expect, it} from 'vitest';
import {registerHost} from '../../src/session/register.ts';
import {certificates} from './certificates.ts';
import {errorPage, type Answer, type Fault} from './engine-state.ts';
import {startFakeEngine} from './fake-engine.ts';
import {fake, left, NOTHING, OTHER_KEY, refusal, resultOf, rooted, textAnswer, wishFor} from './host.ts';

describe('what goes wrong', () => {
	const at = (port: number) => `localhost:${port}`;
	const notEngine = (port: number, how: string) =>
		`${at(port)} answers ${how}, so it is no oVirt Engine; check the address and the port.`;
	const two = `${certificates().ca}${certificates({}, 'another').ca}`;

	it.each<[string, string, Answer | Fault, (port: number) => string]>([
		['404', 'get-pki-trust', errorPage(404, 'Not Found'), port => notEngine(port, 'with 404')],
		[
			...(['503', 'get-pki-trust', errorPage(503, 'Service Unavailable')] as const),
			port => `The engine at ${at(port)} is starting, or in trouble: it answers 503; try again in a minute.`,
		],
		['405', 'get-pki-trust', errorPage(405, 'no'), port => notEngine(port, 'with 405')],
		[
			'no PEM',
			'get-pki-trust',
			textAnswer('<html>login</html>'),
			port => `What ${at(port)} sends as the CA of an engine is no certificate.`,
		],
		[
			...(['two certificates', 'get-pki-trust', textAnswer(two)] as const),
			port => `What ${at(port)} sends as the CA of an engine is 2 certificates, where an engine has one.`,
		],
		[
			'no version',
			'get-version',
			textAnswer('<html>'),
			port => notEngine(port, 'with something else than a version'),
		],
		[
			...(['a newer version', 'get-version', textAnswer('2')] as const),
			port =>
				`The engine at ${at(port)} speaks version 2 of the registration, and this host version 1; a newer hostwright is needed.`,
		],
		[
			...(['a key with options', 'get-ssh-trust', textAnswer(`command="reboot" ${OTHER_KEY}\n`)] as const),
			port => `The SSH key of the engine at ${at(port)} is not taken: "command=`,
		],
		[
			...(['two keys', 'get-ssh-trust', textAnswer(`${OTHER_KEY}\n${OTHER_KEY}\n`)] as const),
			port => `The SSH key of the engine at ${at(port)} is not taken: `,
		],
		[
			...(['a cut connection', 'get-version', 'reset'] as const),
			port =>
				`The engine at ${at(port)} does not answer: the connection was cut; try again, and check what stands between this host and the engine.`,
		],
	])('%s is said, and writes nothing', async (_, command, answer, sentence) => {
		const engine = await fake({behaviour: {instead: {[command]: answer}}});
		const host = await rooted();
		expect(await refusal(host, wishFor(engine, {insecure: true}))).toContain(sentence(engine.port));
		expect(await left(host)).toEqual(NOTHING);
		expect(engine.commands()).not.toContain('register');
	});

	it('the words of the engine are shown without their tags, whatever alphabet they come in', async () => {
		const body = Buffer.from(
			'<html><head><title>x</title></head><body>Cannot register h\u00E9: <b>no</b></body></html>',
			'latin1',
		);
		const refuses: Answer = {status: 400, type: 'text/html;charset=ISO-8859-1', body};
		const engine = await fake({behaviour: {instead: {register: refuses}}});
		expect(await refusal(await rooted(), wishFor(engine, {insecure: true}))).toBe(
			`The engine at ${at(engine.port)} refuses: Cannot register h\u00E9: no.`,
		);
	});

	it('a certificate for another name names both', async () => {
		const engine = await fake({certificates: certificates({names: 'DNS:engine.example.org,IP:192.0.2.1'})});
		const host = await rooted();
		expect(await refusal(host, wishFor(engine, {fingerprint: engine.sha256}))).toBe(
			`The certificate of ${at(engine.port)} is for engine.example.org, 192.0.2.1, and "localhost" was given; give the engine by the name in its certificate.`,
		);
		expect(await left(host)).toEqual(NOTHING);
	});

	it('an engine is reached by its address too, when its certificate has it', async () => {
		const engine = await fake();
		const wish = wishFor(engine, {server: '127.0.0.1', fingerprint: engine.sha1});
		expect(resultOf(await registerHost((await rooted()).host, wish))).toBe('accepted');
	});

	it('a CA that has expired, or is none, is not believed', async () => {
		const old = await fake({certificates: certificates({expired: true})});
		expect(await refusal(await rooted(), wishFor(old, {insecure: true}))).toMatch(
			/has expired on .*; the clock of this host says/,
		);
		const none = await fake({certificates: certificates({noCa: true})});
		expect(await refusal(await rooted(), wishFor(none, {insecure: true}))).toContain(
			'is a certificate, but not one of a CA',
		);
	});

	it('a certificate of another CA is not believed, whatever CA is told', async () => {
		const {ca, sha256} = certificates({}, 'another');
		const engine = await fake({tells: ca});
		const host = await rooted();
		expect(await refusal(host, wishFor(engine, {fingerprint: sha256}))).toBe(
			`The certificate of ${at(engine.port)} is not signed by the engine's own CA; where the site has given the engine a certificate of its own, choose engine.trust=system.`,
		);
		expect(await left(host)).toEqual(NOTHING);
	});

	it('what the system does not trust is not believed with trust=system, not even for the CA', async () => {
		const engine = await fake();
		expect(await refusal(await rooted(), wishFor(engine, {trust: 'system', fingerprint: engine.sha256}))).toBe(
			`The certificate of ${at(engine.port)} is not signed by a CA this host trusts; add its CA to those this host trusts, or choose engine.trust=pin.`,
		);
		expect(engine.asked).toEqual([]);
	});

	it('nobody there, no such name and no answer are told apart', async () => {
		const engine = await startFakeEngine();
		const wish = wishFor(engine, {insecure: true});
		await engine.close();
		const host = await rooted();
		expect(await refusal(host, wish)).toBe(
			`The engine at ${at(engine.port)} does not answer: nothing answers there; check the address and the port, and whether the engine runs.`,
		);
		expect(await refusal(host, {...wish, server: 'engine.invalid'})).toMatch(
			/^The engine at engine\.invalid:\d+ does not answer: /,
		);
		const silent = await fake({behaviour: {always: 'silence'}});
		const hurried = {
			...host.host,
			request: (each: Parameters<typeof host.host.request>[0]) => host.host.request({...each, seconds: 0.2}),
		};
		expect(await refusal({...host, host: hurried}, wishFor(silent, {insecure: true}))).toBe(
			`The engine at ${at(silent.port)} does not answer: no answer within 0.2 seconds; check the address and the port, and the network between.`,
		);
	});
});
