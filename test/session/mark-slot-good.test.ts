/** The mark that a start went well, on an ESP as the installer makes it, read back by GRUB's own tool. */
import {spawnSync} from 'node:child_process';
import {truncateSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {describe, expect, it} from 'vitest';
import {freshState, grubenv, type GrubState} from '../../src/features/boot-loader/grub-cfg.ts';
import {readSlots, writeSlots} from '../../src/features/boot-loader/slots.ts';
import type {Host} from '../../src/host/host.ts';
import {realHost} from '../../src/host/real-host.ts';
import {markSlotGood} from '../../src/session/mark-slot-good.ts';
import {scratch} from '../host/scratch.ts';

const MIB = 2 ** 20;
const host = realHost();

function tool(command: string, args: readonly string[]): string {
	const env = {...process.env, PATH: `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin`, MTOOLS_SKIP_CHECK: '1'};
	const {status, stdout, stderr} = spawnSync(command, args, {encoding: 'utf8', env});
	if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stderr}`);
	return stdout;
}

/** A FAT32 file system with this text in grub/grubenv. */
async function espWith(text: string): Promise<string> {
	const folder = await scratch();
	const esp = path.join(folder, 'esp');
	writeFileSync(esp, '');
	truncateSync(esp, 64 * MIB);
	writeFileSync(path.join(folder, 'grubenv'), text);
	tool('mkfs.vfat', ['-F', '32', '-s', '1', esp]);
	tool('mmd', ['-i', esp, '::/grub']);
	tool('mcopy', ['-i', esp, path.join(folder, 'grubenv'), '::/grub/grubenv']);
	return esp;
}

/** What GRUB sees. */
async function listed(esp: string): Promise<readonly string[]> {
	const file = path.join(await scratch(), 'grubenv');
	tool('mcopy', ['-i', esp, '::/grub/grubenv', file]);
	return tool('grub-editenv', [file, 'list']).trim().split('\n');
}

/** This machine, started from a slot as our initramfs would say. */
const startedFrom = (slot: string, esp: string): Host => ({
	...host,
	read: async file =>
		file === '/run/hostwright/boot' ? `disk=/dev/vda\nslot=${slot}\nesp=${esp}\n` : host.read(file),
});

describe('a start that went well', () => {
	it('makes the slot good and leaves the other as it is', async () => {
		const esp = await espWith(grubenv(freshState(false)));
		expect(await markSlotGood(startedFrom('A', esp))).toEqual({slot: 'A'});
		expect(await listed(esp)).toEqual(['order=A B', 'A_OK=1', 'A_TRY=0', 'B_OK=0', 'B_TRY=0', 'incomplete=0']);
	});

	it('keeps what GRUB itself has counted and ordered', async () => {
		const state: GrubState = {
			order: ['B', 'A'],
			slots: {A: {ok: true, tries: 0}, B: {ok: false, tries: 2}},
			incomplete: false,
		};
		const esp = await espWith(grubenv(state));
		await markSlotGood(startedFrom('B', esp));
		expect(await listed(esp)).toEqual(['order=B A', 'A_OK=1', 'A_TRY=0', 'B_OK=1', 'B_TRY=0', 'incomplete=0']);
	});

	it('says why nothing can be marked', async () => {
		const esp = await espWith('# GRUB Environment Block\n'.padEnd(1024, '#'));
		expect(await markSlotGood(startedFrom('A', esp))).toHaveProperty('problem', expect.stringContaining(esp));
		expect(await markSlotGood(startedFrom('C', esp))).toHaveProperty('problem', expect.stringContaining('slot'));
	});
});

describe('the state of the slots', () => {
	it('reads back as it was written, in the bytes that were there', async () => {
		const esp = await espWith(grubenv(freshState(true)));
		const state: GrubState = {
			order: ['B', 'A'],
			slots: {A: {ok: true, tries: 0}, B: {ok: false, tries: 1}},
			incomplete: false,
		};
		await writeSlots(host, esp, state);
		expect(await readSlots(host, esp)).toEqual(state);
	});
});
