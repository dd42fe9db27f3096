/** Monitoring: the drop-in as collectd reads it, and a measurement that arrives over loopback. */
import {spawn} from 'node:child_process';
import {createSocket} from 'node:dgram';
import {once} from 'node:events';
import {describe, expect, it, onTestFinished} from 'vitest';
import {collectdString} from '../../../src/features/monitoring/render.ts';
import {monitoring} from '../../../src/features/monitoring/index.ts';
import {el} from '../../../src/platforms/el.ts';
import {debian} from '../../../src/platforms/debian.ts';
import {SAMPLES, takenHostile} from '../../hostile.ts';
import {configured, measure} from '../../checkers/collectd.ts';
import {rendering, wholeAt, wantedBy} from '../rendered.ts';

describe.each([debian, el])('collectd on $title', platform => {
	const {paths, units} = platform;
	const wanted = (server: string) => wantedBy(monitoring, `collectd=${server}`, {platform});
	const text = (server: string) => wholeAt(wanted(server), paths.collectd);
	const refuses = wanted('stats').checks?.[0]?.refuses ?? /$^/;

	it('sends what it measures to the server', () => {
		expect(text('[2001:db8::7]')).toBe(`# Written by hostwright from its settings; changes here are overwritten.
LoadPlugin network
<Plugin network>
	Server "2001:db8::7" "25826"
</Plugin>
`);
		expect(wanted('stats').services).toEqual([{...units.collectd, state: 'on'}]);
		expect(wanted('stats').checks).toMatchObject([{command: 'collectd', args: ['-T', '-C', paths.collectdConfig]}]);
	});

	it('is off and has no file of ours without a server', () => {
		expect(wanted('')).toEqual({
			files: [{path: paths.collectd, absent: true}],
			services: [{...units.collectd, state: 'off'}],
		});
	});

	it.each(['127.0.0.1', '::1'])('reaches %s', async address => {
		const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4');
		socket.bind(0, address);
		await once(socket, 'listening');
		onTestFinished(() => void socket.close());
		const packet = once(socket, 'message') as Promise<[Buffer]>;
		const dropIn = text(`${address.includes(':') ? `[${address}]` : address}:${socket.address().port}`);
		const {code, stderr} = await measure(platform, dropIn);
		expect(stderr).not.toMatch(refuses);
		expect(code).toBe(0);
		// What -T measured may be lost when it ends at once; the service goes on.
		const child = spawn('collectd', ['-f', '-C', await configured(platform, dropIn)], {stdio: 'ignore'});
		onTestFinished(async () => {
			child.kill('SIGTERM');
			if (child.exitCode === null) await once(child, 'exit');
		});
		const [bytes] = await packet;
		// The binary protocol: a part is its type and its length in two bytes each; the first one is the host's name.
		expect(bytes.subarray(0, 7)).toEqual(Buffer.from([0, 0, 0, 7, ...Buffer.from('h1\0')]));
		expect(bytes.toString('latin1')).toContain('load');
	});

	it('is refused what it does not know or cannot read, which its exit code does not always tell', async () => {
		const good = text('127.0.0.1:9');
		const unknown = await measure(platform, good.replace('</Plugin>', '\tServre "x"\n</Plugin>'));
		expect(unknown.code).toBe(0);
		expect(unknown.stderr).toMatch(refuses);
		// A main configuration that does not parse ends with 1; one that includes such a file does not.
		const broken = await measure(platform, good.replace('</Plugin>', ''));
		expect(broken.code).toBe(0);
		expect(broken.stderr).toMatch(refuses);
		expect((await measure(platform, 'LoadPlugin nothing\n')).code).toBe(1);
		// Why -t is not asked.
		expect((await measure(platform, good.replace('</Plugin>', ''), '-t')).code).toBe(0);
	});
});

describe('hostile texts', () => {
	it('are quoted for collectd whatever they are', () => {
		for (const sample of SAMPLES) {
			const quoted = collectdString(sample);
			expect(quoted).toMatch(/^"(?:[^"\\]|\\.)*"$/su);
			expect(quoted.slice(1, -1).replace(/\\(.)/gsu, '$1')).toBe(sample);
		}
	});

	it('that the server takes stay on its line', () => {
		const taken = takenHostile(monitoring.settings.collectd);
		expect(taken.length).toBeGreaterThan(5);
		for (const sample of taken) {
			const wanted = monitoring.render?.({collectd: sample}, rendering());
			const lines = wanted ? wholeAt(wanted, '/etc/collectd/collectd.conf.d/hostwright.conf').split('\n') : [];
			expect(lines[3]).toMatch(/^\tServer "[\w.:-]+" "\d+"$/);
			expect(lines).toHaveLength(6);
		}
	});
});
