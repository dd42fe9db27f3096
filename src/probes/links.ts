/** Every link of a host with its addresses, bridges and bonds among them, by ip(8). */
import type {Host} from '../host/host.ts';
import {printedWithin, textOf} from './asking.ts';
import {asLoose, parseRecords, recordsAt, textAt, type Loose} from './loose-json.ts';

export type Link = {
	readonly name: string;
	/** `bridge`, `bond`, `vlan` ...; empty for an interface with hardware behind it. */
	readonly kind: string;
	/** The bridge or bond it is a port of; empty when it is none. */
	readonly of: string;
	/** In the words of the kernel: `UP`, `DOWN`, `LOWERLAYERDOWN`, `UNKNOWN`. */
	readonly state: string;
	/** With prefix; without those that end at this link (fe80::/10). */
	readonly addresses: readonly string[];
	/** Mb/s; 0 when unknown. */
	readonly speed: number;
};

/** Undefined when ip(8) does not answer. The loopback is left out. */
export async function probeLinks(host: Host): Promise<readonly Link[] | undefined> {
	const printed = await printedWithin(host, 5, 'ip', ['-j', '-d', 'addr']);
	if (printed === undefined) return undefined;
	const links = parseRecords(printed).filter(link => textAt(link, 'link_type') !== 'loopback');
	return Promise.all(links.map(async link => linkOf(link, await speedOf(host, textAt(link, 'ifname')))));
}

/** -1 while there is no link; unreadable while the interface is down. */
const speedOf = async (host: Host, name: string) =>
	Math.max(0, Number(await textOf(host, `/sys/class/net/${name}/speed`)) || 0);

function linkOf(link: Loose, speed: number): Link {
	const addresses = recordsAt(link, 'addr_info').map(asLoose);
	return {
		name: textAt(link, 'ifname'),
		kind: textAt(asLoose(link['linkinfo']), 'info_kind'),
		of: textAt(link, 'master'),
		state: textAt(link, 'operstate'),
		addresses: addresses
			.filter(address => textAt(address, 'scope') === 'global')
			.map(address => `${textAt(address, 'local')}/${textAt(address, 'prefixlen')}`),
		speed,
	};
}
