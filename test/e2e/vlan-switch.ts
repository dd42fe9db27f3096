/**
 * A network of one VLAN: two interfaces of the machine on a trunk, and behind a switch QEMU's own network, which knows no tags. What is
 * not tagged with the VLAN goes nowhere, so whatever passes proves the tag.
 */
import {createSocket, type Socket} from 'node:dgram';

/** Frames are at least this long: two addresses and a type (IEEE 802.3). The tag stands between (IEEE 802.1Q, 9.5). */
const ADDRESSES = 12;
const TAG = 4;
const TPID = 0x8100;

export type VlanSwitch = {
	/** Arguments of QEMU: the interfaces with these MAC addresses, from enp0s16 on, and the network behind the switch. */
	readonly args: readonly string[];
	close(): void;
};

function tagged(frame: Buffer, vlan: number): Buffer {
	const tag = Buffer.alloc(TAG);
	tag.writeUInt16BE(TPID, 0);
	tag.writeUInt16BE(vlan, 2);
	return Buffer.concat([frame.subarray(0, ADDRESSES), tag, frame.subarray(ADDRESSES)]);
}

/** Undefined for a frame of another VLAN, or of none. */
function untagged(frame: Buffer, vlan: number): Buffer | undefined {
	if (frame.length < ADDRESSES + TAG || frame.readUInt16BE(ADDRESSES) !== TPID) return undefined;
	if ((frame.readUInt16BE(ADDRESSES + 2) & 0xfff) !== vlan) return undefined;
	return Buffer.concat([frame.subarray(0, ADDRESSES), frame.subarray(ADDRESSES + TAG)]);
}

async function bound(): Promise<Socket> {
	const socket = createSocket('udp4');
	await new Promise<void>(resolve => socket.bind(0, '127.0.0.1', resolve));
	return socket;
}

/** A port that nobody has at this moment, for QEMU's end. */
async function freePort(): Promise<number> {
	const socket = await bound();
	const {port} = socket.address();
	await new Promise<void>(resolve => socket.close(() => resolve()));
	return port;
}

/** @param behind what QEMU's network offers: `guestfwd=...` */
export async function openVlanSwitch(
	vlan: number,
	macs: readonly string[],
	behind: readonly string[] = [],
): Promise<VlanSwitch> {
	const [trunk, access] = [await bound(), await bound()];
	const [trunkEnd, accessEnd] = [await freePort(), await freePort()];
	trunk.on('message', frame => {
		const bare = untagged(frame, vlan);
		if (bare) access.send(bare, accessEnd, '127.0.0.1');
	});
	access.on('message', frame => trunk.send(tagged(frame, vlan), trunkEnd, '127.0.0.1'));
	const wire = (id: string, to: Socket, from: number) => [
		'-netdev',
		`socket,id=${id},udp=127.0.0.1:${to.address().port},localaddr=127.0.0.1:${from}`,
	];
	const port = (id: string, hub: number, netdev?: string) => [
		'-netdev',
		`hubport,id=${id},hubid=${hub}${netdev === undefined ? '' : `,netdev=${netdev}`}`,
	];
	return {
		args: [
			...wire('trunk', trunk, trunkEnd),
			...port('trunk-port', 0, 'trunk'),
			...macs.flatMap((mac, index) => [
				...port(`nic-${index}`, 0),
				...[
					'-device',
					`virtio-net-pci,netdev=nic-${index},mac=${mac},addr=0x${(16 + index).toString(16)},romfile=`,
				],
			]),
			...['-netdev', ['user,id=lan,restrict=on', ...behind].join(',')],
			...port('lan-port', 1, 'lan'),
			...wire('access', access, accessEnd),
			...port('access-port', 1, 'access'),
		],
		close() {
			trunk.close();
			access.close();
		},
	};
}
