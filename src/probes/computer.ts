/** What the machine is apart from its disks and interfaces. */
import type {Host} from '../host/host.ts';
import {exists, namesIn, textOf} from './asking.ts';
import type {Firmware, Machine, Virtualization} from './machine.ts';

/** SecureBoot of the global EFI variables (UEFI 2.10, 3.3): four bytes of attributes, then one that is 1 when it is on. */
const secureBootVariable = '/sys/firmware/efi/efivars/SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c';

export async function probeFirmware(host: Host): Promise<Firmware> {
	if ((await namesIn(host, '/sys/firmware/efi')).length === 0) return {kind: 'bios', secureBoot: false};
	return {kind: 'uefi', secureBoot: (await rawText(host, secureBootVariable)).charCodeAt(4) === 1};
}

/** Not trimmed: bytes count. */
async function rawText(host: Host, path: string): Promise<string> {
	try {
		return (await host.read(path)) ?? '';
	} catch {
		return '';
	}
}

/** Bytes of RAM the kernel has. */
export async function probeMemory(host: Host): Promise<number> {
	const total = /^MemTotal:\s+(\d+) kB$/m.exec(await textOf(host, '/proc/meminfo'))?.[1];
	return Number(total ?? 0) * 1024;
}

/** KVM of this kernel, or why there is none: the CPU can but its firmware (or a missing module) does not let it. */
export async function probeVirtualization(host: Host): Promise<Virtualization> {
	// The vendor's module loads only where it works; kvm alone always does.
	const signs = ['/dev/kvm', '/sys/module/kvm_intel', '/sys/module/kvm_amd'];
	const found = await Promise.all(signs.map(path => exists(host, path)));
	if (found.includes(true)) return 'ready';
	const cpu = await textOf(host, '/proc/cpuinfo');
	return /^flags\s*:.* (vmx|svm)( |$)/m.test(cpu) ? 'off' : 'none';
}

export async function probeHostname(host: Host): Promise<string> {
	const name = await textOf(host, '/proc/sys/kernel/hostname');
	return name === '' || name === '(none)' ? 'localhost' : name;
}

/** As the kernel line has them, speed and all; else those the kernel says are active. */
export async function probeConsoles(host: Host): Promise<readonly string[]> {
	const words = (await textOf(host, '/proc/cmdline')).split(/\s+/);
	const asked = words.filter(word => word.startsWith('console=')).map(word => word.slice('console='.length));
	if (asked.length > 0) return [...new Set(asked)];
	return (await textOf(host, '/sys/class/tty/console/active')).split(/\s+/).filter(Boolean);
}

/** Our initramfs is told which image to start, and on an installed host in which slot it lies; it mounts them there. */
export async function probeBooted(host: Host): Promise<Machine['booted']> {
	const words = (await textOf(host, '/proc/cmdline')).split(/\s+/);
	if (words.some(word => word.startsWith('hostwright.slot='))) return 'installed';
	if (words.some(word => word.startsWith('hostwright.image='))) return 'live';
	if (await exists(host, '/config/hostwright')) return 'installed';
	return (await exists(host, '/run/hostwright/medium')) ? 'live' : 'other';
}
