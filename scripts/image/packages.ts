/** Debian packages of the image, by what they are there for. Recommended packages are left out (see root.ts). */

const SYSTEM = [
	...['systemd', 'systemd-sysv', 'libpam-systemd', 'udev', 'dbus', 'kmod', 'util-linux', 'mount', 'login', 'passwd'],
	...['sudo', 'procps', 'less', 'kbd', 'console-data', 'pciutils', 'eject', 'ca-certificates'],
];

const NETWORK = [
	'network-manager',
	'iproute2',
	'iputils-ping',
	'iputils-arping',
	'ethtool',
	'tcpdump',
	'openssh-server',
	'open-iscsi',
	'nfs-common',
];

const SERVICES = ['rsyslog', 'rsyslog-gnutls', 'logrotate', 'collectd-core', 'chrony', 'kexec-tools', 'makedumpfile'];

/** What installing starts, and what a host needs to look after its disks. */
const DISKS = ['fdisk', 'e2fsprogs', 'dosfstools', 'mtools', 'lvm2', 'squashfs-tools', 'multipath-tools'];

/** The pinned Node.js is linked against the first; the initramfs is built around the second. */
const OURS = ['libstdc++6', 'busybox-static'];

const LIBVIRT = ['qemu-system-x86', 'qemu-utils', 'libvirt-daemon-system', 'libvirt-clients', 'ovmf'];

/** `cloud` finds neither SATA CDs nor USB sticks: it is for runs in a virtual machine only. */
const KERNELS = {generic: 'linux-image-amd64', cloud: 'linux-image-cloud-amd64'} as const;

export type Kernel = keyof typeof KERNELS;
export const kernels = Object.keys(KERNELS) as readonly Kernel[];

export function packagesOf({kernel, libvirt}: {readonly kernel: Kernel; readonly libvirt: boolean}): readonly string[] {
	const all = [...SYSTEM, ...NETWORK, ...SERVICES, ...DISKS, ...OURS, KERNELS[kernel], ...(libvirt ? LIBVIRT : [])];
	return all.sort();
}
