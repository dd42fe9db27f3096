/** Network interfaces with hardware behind them, from sysfs and ip(8). */
import type {Host} from '../host/host.ts';
import {mapWide, namesIn, printedBy, realPath, textOf} from './asking.ts';
import {asLoose, parseRecords, recordsAt, textAt, type Loose} from './loose-json.ts';
import type {Nic} from './machine.ts';

const folder = '/sys/class/net';

/** A real interface has a device; bridges, bonds, VLANs and lo have none. In the order of their places on the bus. */
export async function probeNics(host: Host): Promise<readonly Nic[]> {
	const links = await readLinks(host);
	const found = await mapWide(await namesIn(host, folder), async name => {
		const device = await realPath(host, `${folder}/${name}/device`);
		return device === undefined ? [] : [await probeNic(host, name, device, links.get(name) ?? {})];
	});
	return found.flat().sort((a, b) => (a.where === b.where ? order(a.name, b.name) : order(a.where, b.where)));
}

function order(a: string, b: string): number {
	return a.localeCompare(b, 'en', {numeric: true});
}

async function readLinks(host: Host): Promise<ReadonlyMap<string, Loose>> {
	const printed = await printedBy(host, 'ip', ['-j', '-d', 'addr']);
	return new Map(parseRecords(printed ?? '').map(link => [textAt(link, 'ifname'), link]));
}

async function probeNic(host: Host, name: string, device: string, link: Loose): Promise<Nic> {
	const [mac, driver, model, carrier, speed] = await Promise.all([
		permanentMac(host, name, link),
		realPath(host, `${device}/driver`),
		modelOf(host, name, device),
		// Reading either of a down interface answers EINVAL, so: unknown.
		textOf(host, `${folder}/${name}/carrier`),
		textOf(host, `${folder}/${name}/speed`),
	]);
	return {
		name,
		mac,
		driver: lastPart(driver ?? ''),
		model,
		where: placeOf(device),
		link: carrier === '1' ? 'up' : carrier === '0' ? 'down' : 'unknown',
		// -1 while there is no link.
		speed: Math.max(0, Number(speed) || 0),
		addresses: addressesOf(link),
	};
}

/** Ports of a bond all show the bond's MAC: what the hardware came with is asked for. */
async function permanentMac(host: Host, name: string, link: Loose): Promise<string> {
	const printed = (await printedBy(host, 'ethtool', ['-P', name])) ?? '';
	const asked = /([\da-f]{2}(?::[\da-f]{2}){5,})/i.exec(printed)?.[1] ?? '';
	const mac =
		(/^[0:]*$/.test(asked) ? '' : asked) ||
		textAt(link, 'permaddr') ||
		(await textOf(host, `${folder}/${name}/bonding_slave/perm_hwaddr`)) ||
		(await textOf(host, `${folder}/${name}/address`));
	return mac.toLowerCase();
}

/** udev's name for the model, from its database; else the numbers of vendor and device. */
async function modelOf(host: Host, name: string, device: string): Promise<string> {
	const index = await textOf(host, `${folder}/${name}/ifindex`);
	const known = index ? await textOf(host, `/run/udev/data/n${index}`) : '';
	const model = /^E:ID_MODEL_FROM_DATABASE=(.*)$/m.exec(known)?.[1];
	if (model) return model;
	const numbers = await Promise.all(['vendor', 'device'].map(file => textOf(host, `${device}/${file}`)));
	return numbers.every(Boolean) ? numbers.map(number => number.replace(/^0x0*/, '')).join(':') : '';
}

/** `0000:3b:00.1`; the last folder of the device's path where there is no PCI. */
function placeOf(device: string): string {
	return device.match(/[\da-f]{4,}:[\da-f]{2}:[\da-f]{2}\.[\da-f]/g)?.at(-1) ?? lastPart(device);
}

function addressesOf(link: Loose): readonly string[] {
	return recordsAt(link, 'addr_info')
		.map(asLoose)
		.filter(address => textAt(address, 'scope') !== 'host')
		.map(address => `${textAt(address, 'local')}/${textAt(address, 'prefixlen')}`);
}

function lastPart(path: string): string {
	return path.slice(path.lastIndexOf('/') + 1);
}
