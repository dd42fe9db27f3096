/** The end of a boot that went well: the slot needs no tries any more. */
import {readSlots, writeSlots} from '../features/boot-loader/slots.ts';
import type {Host} from '../host/host.ts';

/** What our initramfs found out: lines of name=value. */
const BOOT_FACTS = '/run/hostwright/boot';

/** The slot this host runs from; or a whole sentence, without its full stop, why it cannot be marked. @throws {HostFailed} */
export async function markSlotGood(host: Host): Promise<{readonly slot: string} | {readonly problem: string}> {
	const text = (await host.read(BOOT_FACTS)) ?? '';
	const factOf = (name: string) => new RegExp(`^${name}=(.*)$`, 'm').exec(text)?.[1];
	const slot = factOf('slot');
	const esp = factOf('esp');
	if ((slot !== 'A' && slot !== 'B') || esp === undefined)
		return {problem: 'this host was not started from a slot of ours, or its disk has no ESP'};
	const state = await readSlots(host, esp);
	if (!state) return {problem: `${esp} holds no grubenv of hostwright; install the host again`};
	if (!state.slots[slot].ok)
		await writeSlots(host, esp, {...state, slots: {...state.slots, [slot]: {ok: true, tries: 0}}});
	return {slot};
}
