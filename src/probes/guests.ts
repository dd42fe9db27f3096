/** Guests that run on a host. */
import type {Host} from '../host/host.ts';
import {exists, printedWithin} from './asking.ts';

export type Guests =
	{readonly known: true; readonly running: readonly string[]} | {readonly known: false; readonly why: string};

/** virsh(1) starts libvirt's daemon by its socket; connecting read-only needs no password. */
const SECONDS = 5;

export async function probeGuests(host: Host): Promise<Guests> {
	if (!(await exists(host, '/usr/bin/virsh'))) return {known: false, why: 'libvirt is not on this host'};
	const args = ['--readonly', '-c', 'qemu:///system', 'list', '--name'];
	const printed = await printedWithin(host, SECONDS, 'virsh', args);
	if (printed === undefined) return {known: false, why: 'libvirt does not answer'};
	const running = printed.split('\n').map(name => name.trim());
	return {known: true, running: running.filter(name => name !== '')};
}
