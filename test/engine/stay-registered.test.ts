/** What a host does about its engine by itself: attempts further and further apart, its end, and the end of a lent password. */
import {describe, expect, it} from 'vitest';
import type {Host} from '../../src/host/host.ts';
import {digestOf} from '../../src/features/engine/render.ts';
import {features} from '../../src/features/index.ts';
import {probeRegistration} from '../../src/probes/registration.ts';
import {gather} from '../../src/session/answers.ts';
import {stayRegistered} from '../../src/session/stay-registered.ts';
import {HASH} from '../features/access/hosts.ts';
import {errorPage} from './engine-state.ts';
import {fake, rooted, type Rooted} from './host.ts';

/** A host whose clock moves only when it waits. */
function clocked({host}: Rooted, start = Date.now()) {
	let now = start;
	const waits: number[] = [];
	const moving: Host = {...host, now: () => new Date(now)};
	const wait = async (seconds: number) => {
		waits.push(seconds);
		now += seconds * 1000;
	};
	return {host: moving, wait, waits, passed: () => (now - start) / 1000};
}

function staying(clock: ReturnType<typeof clocked>, line: string) {
	const said: string[] = [];
	let answers = gather({features, configs: [], cmdline: line}).answers;
	const ended: number[] = [];
	const run = async (wait = clock.wait) =>
		stayRegistered({
			...{host: clock.host, wait, random: () => 0.5, answers: () => answers, say: text => said.push(text)},
			endPassword: async () => {
				ended.push(clock.passed());
				answers = new Map([...answers].filter(([name]) => name !== 'engine.rootPassword'));
			},
		});
	return {run, said, ended};
}

describe('registering by itself', () => {
	it('ends at once where no engine is named, and asks nothing', async () => {
		const clock = clocked(await rooted());
		const {run, said} = staying(clock, '');
		await run();
		expect([clock.waits, said]).toEqual([[], []]);
	});

	it('tries again, longer and longer, says why, and ends when it is accepted', async () => {
		const engine = await fake({behaviour: {always: errorPage(503, 'no')}});
		const clock = clocked(await rooted());
		const {run, said} = staying(
			clock,
			`management_server=localhost:${engine.port} hostwright.engine.fingerprint=${engine.sha1}`,
		);
		await run(async seconds => {
			await clock.wait(seconds);
			const {trouble, accepted} = await probeRegistration(clock.host);
			expect(accepted).toBeUndefined();
			expect(trouble).toMatchObject({
				server: `localhost:${engine.port}`,
				problem: expect.stringContaining('503') as string,
			});
			expect(Date.parse(trouble?.next ?? '')).toBe(clock.host.now().getTime());
			if (clock.waits.length === 9) delete engine.behaviour.always;
		});
		expect(clock.waits).toEqual([5, 10, 20, 40, 80, 160, 300, 300, 300]);
		expect(said[0]).toMatch(
			/^Not registered with localhost:\d+: The engine at .* 503; .* Trying again in 5 seconds\.$/,
		);
		expect(said.at(-1)).toMatch(/^Accepted by localhost/);
		expect(await probeRegistration(clock.host)).toMatchObject({
			accepted: {server: 'localhost'},
			trouble: undefined,
		});
		expect(engine.hosts).toHaveLength(1);
		const asked = engine.asked.length;
		// The image forgets the home of root when it is switched off.
		await clock.host.remove('/root');
		await run();
		expect(engine.asked.length).toBe(asked);
		expect(await clock.host.read('/root/.ssh/authorized_keys')).toBe(`${engine.sshKey}\n`);
		expect((await probeRegistration(clock.host)).trouble).toBeUndefined();
	});

	it('asks nobody: a CA that nobody vouches for ends it, and says what to do', async () => {
		const engine = await fake();
		const clock = clocked(await rooted());
		const {run, said} = staying(clock, `management_server=localhost:${engine.port}`);
		await run();
		expect(clock.waits).toEqual([]);
		expect(said).toEqual([expect.stringContaining(`(SHA-256 ${engine.sha256}); compare it with the engine`)]);
		expect((await probeRegistration(clock.host)).trouble).toMatchObject({problem: said[0], next: ''});
		expect(engine.hosts).toEqual([]);
	});
});

describe('a lent password', () => {
	const lineFor = (port: number, more = '') =>
		`management_server=localhost:${port} hostwright.engine.insecure=yes rhevm_admin_password=${HASH}${more}`;

	it('ends after a day, also when the host was started again meanwhile and the engine never answered', async () => {
		const engine = await fake({behaviour: {always: 'reset'}});
		const at = await rooted();
		const start = Date.now();
		const first = clocked(at, start);
		const halfADay = new Error('the host is switched off');
		const {run} = staying(first, lineFor(engine.port));
		const running = run(async seconds => {
			if (first.passed() > 43_200) throw halfADay;
			await first.wait(seconds);
		});
		await expect(running).rejects.toBe(halfADay);
		const second = clocked(at, start + 50_000_000);
		const again = staying(second, lineFor(engine.port));
		const gone = new Error('the password has ended');
		const on = again.run(async seconds => {
			if (again.ended.length > 0) throw gone;
			await second.wait(seconds);
		});
		await expect(on).rejects.toBe(gone);
		expect(again.ended[0]).toBeGreaterThanOrEqual(36_400);
		expect(again.ended[0]).toBeLessThan(36_520);
		expect(again.said.at(-1)).toContain('it had its day');
		expect((await probeRegistration(second.host)).lent).toBeUndefined();
	});

	it('ends when the engine manages the host, and then nothing is left to do', async () => {
		const engine = await fake();
		const at = await rooted();
		const clock = clocked(at);
		const {run, ended, said} = staying(clock, lineFor(engine.port));
		await run(async seconds => {
			const {lent} = await probeRegistration(clock.host);
			expect(lent?.of).toBe(digestOf(HASH));
			if (clock.waits.length === 2) await at.host.write('/var/lib/vdsm/persistence/netconf/nets', '');
			await clock.wait(seconds);
		});
		expect(clock.waits).toEqual([60, 60, 60]);
		expect(ended).toEqual([180]);
		expect(said.at(-1)).toBe('The temporary password of root has ended: the engine manages this host.');
	});

	it('is not lent for longer by a clock that is set back, and another one begins anew', async () => {
		const at = await rooted();
		const later = Date.now() + 10 * 86_400_000;
		const record = {version: 1, lent: {of: digestOf(HASH), since: new Date(later).toISOString()}};
		await at.host.write('/etc/hostwright/engine.json', JSON.stringify(record));
		const engine = await fake();
		const clock = clocked(at);
		const {run, ended} = staying(clock, lineFor(engine.port));
		await run();
		expect(ended).toEqual([86_400]);
	});
});
