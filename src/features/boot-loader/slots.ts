/** The state of the slots on the disk of a host that runs: read from grubenv, and written in place of it. */
import type {Host} from '../../host/host.ts';
import {locateInFat} from './fat.ts';
import {grubenv, GRUBENV_SIZE, type GrubState, type SlotState} from './grub-cfg.ts';

const locate = (host: Host, esp: string) => locateInFat(host, esp, 0, ['GRUB', 'GRUBENV']);

/** @param esp the partition @returns undefined when it holds no grubenv of ours @throws {HostFailed} */
export async function readSlots(host: Host, esp: string): Promise<GrubState | undefined> {
	const offset = await locate(host, esp);
	if (offset === undefined) return undefined;
	const bytes = await host.readAt({path: esp, offset, length: GRUBENV_SIZE});
	const text = Buffer.from(bytes).toString('latin1');
	const valueOf = (name: string) => new RegExp(`^${name}=(.*)$`, 'm').exec(text)?.[1] ?? '';
	const slot = (name: 'A' | 'B'): SlotState => ({
		ok: valueOf(`${name}_OK`) === '1',
		tries: Number(valueOf(`${name}_TRY`)),
	});
	const order = valueOf('order')
		.split(' ')
		.filter(name => name === 'A' || name === 'B');
	if (order.length === 0) return undefined;
	return {order, slots: {A: slot('A'), B: slot('B')}, incomplete: valueOf('incomplete') === '1'};
}

/** By one write of 1024 bytes where it lies: a power cut leaves the old state or the new one. @throws {HostFailed} */
export async function writeSlots(host: Host, esp: string, state: GrubState): Promise<void> {
	const offset = await locate(host, esp);
	if (offset === undefined) throw new Error(`${esp} holds no grubenv`);
	await host.writeAt(esp, offset, Buffer.from(grubenv(state)));
	await host.flush(esp);
}
