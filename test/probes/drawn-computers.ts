/** What stands round the disks of a drawn machine: interfaces, firmware, memory. */
import type {DrawnMachine} from './drawn.ts';

export const mac = (number: number) => `52:54:00:00:00:0${number}`;
const keymaps = {
	'/usr/share/keymaps': ['i386'],
	'/usr/share/keymaps/i386': ['azerty', 'qwerty', 'qwertz'],
	'/usr/share/keymaps/i386/azerty': ['fr.kmap.gz'],
	'/usr/share/keymaps/i386/qwerty': ['uk.kmap.gz', 'us.kmap.gz'],
	'/usr/share/keymaps/i386/qwertz': ['de.kmap.gz'],
};

type NicLine = {
	readonly name: string;
	readonly place: string;
	readonly driver: string;
	readonly model: string;
	readonly mac: string;
};
type Seen = {readonly carrier?: string; readonly speed?: string; readonly addresses?: readonly string[]};

export function nics(
	...cards: ReadonlyArray<NicLine & Seen>
): Pick<Required<DrawnMachine>, 'files' | 'folders' | 'links' | 'refused' | 'asks'> {
	const folder = (name: string) => `/sys/class/net/${name}`;
	const each = <T>(make: (card: NicLine & Seen, index: number) => ReadonlyArray<readonly [string, T]>) =>
		Object.fromEntries(cards.flatMap(make));
	const addresses = cards.map(({name, addresses: own = []}) => ({
		...{ifname: name, link_type: 'ether'},
		addr_info: own.map(address => {
			const [local = '', length = ''] = address.split('/');
			return {local, prefixlen: Number(length), scope: 'global'};
		}),
	}));
	return {
		folders: {'/sys/class/net': ['lo', ...cards.map(({name}) => name)]},
		files: each(({name, model, mac: own, carrier, speed}, index) => [
			[`${folder(name)}/address`, `${own}\n`],
			[`${folder(name)}/ifindex`, `${index + 2}\n`],
			[`/run/udev/data/n${index + 2}`, `E:ID_MODEL_FROM_DATABASE=${model}\n`],
			...(carrier === undefined ? [] : [[`${folder(name)}/carrier`, `${carrier}\n`] as const]),
			...(speed === undefined ? [] : [[`${folder(name)}/speed`, `${speed}\n`] as const]),
		]),
		refused: each(({name, carrier, speed}) => [
			...(carrier === undefined ? [[`${folder(name)}/carrier`, 'EINVAL'] as const] : []),
			...(speed === undefined ? [[`${folder(name)}/speed`, 'EINVAL'] as const] : []),
		]),
		links: each(({name, place, driver}) => [
			[`${folder(name)}/device`, `/sys/devices/${place}`],
			[`/sys/devices/${place}/driver`, `/sys/bus/pci/drivers/${driver}`],
		]),
		asks: [
			{
				command: ['ip', '-j', '-d', 'addr'],
				stdout: `${JSON.stringify([{ifname: 'lo', addr_info: []}, ...addresses], null, 1)}\n`,
			},
			...cards.map(card => ({command: ['ethtool', '-P', card.name], stdout: `Permanent address: ${card.mac}\n`})),
		],
	};
}

export const oneNic = nics({
	...{name: 'ens3', place: 'pci0000:00/0000:00:03.0/virtio0', driver: 'virtio_net', model: 'Virtio network device'},
	...{mac: mac(1), carrier: '1', speed: '-1', addresses: ['192.0.2.10/24']},
});

/** A computer round the disks: UEFI without Secure Boot, 64 GiB, KVM. */
export function computer({
	kernelLine = 'console=tty0 console=ttyS0,115200n8',
	memory = 64 * 1024 * 1024,
	hostname = 'localhost',
} = {}) {
	return {
		files: {
			'/proc/cmdline': `BOOT_IMAGE=/boot/vmlinuz ${kernelLine}\n`,
			'/proc/meminfo': `MemTotal:       ${memory} kB\nMemFree:        ${Math.round(memory / 2)} kB\n`,
			'/proc/cpuinfo': 'processor\t: 0\nmodel name\t: Example CPU\nflags\t\t: fpu vme sse2 vmx aes\n',
			'/proc/sys/kernel/hostname': `${hostname}\n`,
			'/sys/class/tty/console/active': 'tty0 ttyS0\n',
			'/sys/firmware/efi/efivars/SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c': '\x06\0\0\0\0',
		},
		folders: {
			...keymaps,
			'/sys/firmware/efi': ['efivars', 'fw_platform_size'],
		},
		present: ['/dev/kvm'],
	};
}
