import path from 'node:path';
import {describe, expect, it} from 'vitest';
import {recordedHost} from '../../src/host/recorded-host.ts';
import {rehearsalHost} from '../../src/host/rehearsal-host.ts';
import {probeMachine} from '../../src/probes/probe.ts';
import {goOn} from '../../src/session/afterwards.ts';
import {gather} from '../../src/session/answers.ts';
import {features} from '../../src/features/index.ts';

const recorded = recordedHost(path.resolve(import.meta.dirname, '../machines/plain'));
const machine = {...(await probeMachine(recorded)), booted: 'live'} as const;

async function after(cmdline: string, booted: 'live' | 'other' = 'live'): Promise<readonly string[]> {
	const host = rehearsalHost(recorded, {secrets: []});
	const waited: string[] = [];
	const {answers} = gather({features, cmdline, configs: []});
	await goOn(host, {machine: {...machine, booted}, answers}, async time => void waited.push(`${time} ms`));
	return [...waited, ...host.transcript().map(({text}) => text)];
}

describe('after an unattended install', () => {
	it('the medium makes room for the host', async () => {
		expect(await after('')).toEqual(['0 ms', 'reboot']);
		expect(await after('reboot_delay=30')).toEqual(['30000 ms', 'reboot']);
		expect(await after('hostwright.lifecycle.afterwards=poweroff')).toEqual(['0 ms', 'poweroff']);
	});

	it('nothing happens where it was told to stay, and on a machine that is not ours', async () => {
		expect(await after('hostwright.lifecycle.afterwards=stay')).toEqual([]);
		expect(await after('', 'other')).toEqual([]);
	});
});
