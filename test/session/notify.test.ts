/** Telling a server how the work ended, over real HTTP on loopback. */
import {truncateSync} from 'node:fs';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import path from 'node:path';
import {describe, expect, it, onTestFinished} from 'vitest';
import {features} from '../../src/features/index.ts';
import {realHost} from '../../src/host/real-host.ts';
import {recordedHost} from '../../src/host/recorded-host.ts';
import {probeMachine} from '../../src/probes/probe.ts';
import {gather} from '../../src/session/answers.ts';
import {tellEnd, toldLine} from '../../src/session/notify.ts';
import {makeHome} from '../commands/hostwright.ts';
import {makeDisk, makeImage} from '../commands/install-fixtures.ts';

const machine = await probeMachine(recordedHost(path.resolve(import.meta.dirname, '../machines/four')));

/** A server that remembers what it was asked, and answers with this status. */
async function listening(status = 200): Promise<{readonly at: string; readonly asked: string[]}> {
	const asked: string[] = [];
	const server = createServer((request, response) => {
		asked.push(`${request.method} ${request.url}`);
		response.writeHead(status).end();
	});
	await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
	onTestFinished(async () => new Promise<void>(resolve => server.close(() => resolve())));
	return {at: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked};
}

async function told(cmdline: string, end: 'done' | 'failed', waits: number[] = []) {
	const {answers} = gather({features, cmdline, configs: []});
	const lines = await tellEnd(realHost(), {machine, answers}, end, async time => void waits.push(time));
	return lines.map(toldLine);
}

describe('the end of the work', () => {
	it('is told by a GET, with what stands for the host percent-encoded', async () => {
		const {at, asked} = await listening();
		const nic = machine.nics[1];
		const line = `BOOTIF=${nic?.mac} hostname=h1.example.org local_boot_trigger=${at}/done/@HOSTNAME@/@MAC@?u=@UUID@`;
		expect(await told(line, 'done')).toEqual([`${at}/done/@HOSTNAME@/@MAC@ was told`]);
		expect(asked).toHaveLength(1);
		expect(asked[0]).toMatch(/^GET \/done\/h1\.example\.org\/([0-9a-f]{2}%3A){5}[0-9a-f]{2}\?u=[0-9a-f-]*$/);
		expect(decodeURIComponent(asked[0] ?? '')).toContain(String(nic?.mac));
	});

	it('is told to those who asked for this end, and to nobody else', async () => {
		const {at, asked} = await listening();
		const line = `hostwright.lifecycle.notify=${at}/done hostwright.lifecycle.notifyFailure=${at}/failed,${at}/pager`;
		await told(line, 'failed');
		expect(asked.sort()).toEqual(['GET /failed', 'GET /pager']);
		expect(await told('', 'done')).toEqual([]);
	});

	it('is tried again where nobody answers, and an error is no success', async () => {
		const {at} = await listening(503);
		const waits: number[] = [];
		const line = `hostwright.lifecycle.notify=${at}/a?token=hidden,http://127.0.0.1:9/b`;
		expect(await told(line, 'done', waits)).toEqual([
			`${at}/a was not told: the server answers 503`,
			'http://127.0.0.1:9/b was not told: nothing answers there',
		]);
		expect(waits).toHaveLength(2);
	});
});

describe('an install without a person', () => {
	it('tells its end, and a refusal tells the other server', async () => {
		const {at, asked} = await listening();
		const home = makeHome();
		onTestFinished(() => home.remove());
		const [disk, image] = [makeDisk(home.folder), await makeImage(home.folder)];
		truncateSync(disk, 8 * 2 ** 30);
		const ends = `hostwright.lifecycle.notify=${at}/done hostwright.lifecycle.notifyFailure=${at}/failed`;
		const install = async (line: string) =>
			home.run('install', '--unattended', '--disk', disk, '--image', image, '--cmdline', `${line} ${ends}`);
		expect(await install('vlan=5000')).toMatchObject({code: 1});
		expect(asked).toEqual(['GET /failed']);
		const {code, stderr} = await install(`adminpw=$6$abcdefgh$${'a'.repeat(86)}`);
		expect({code, stderr}).toMatchObject({
			code: 0,
			stderr: expect.stringContaining(`${at}/done was told\n`) as string,
		});
		expect(asked).toEqual(['GET /failed', 'GET /done']);
	});
});
