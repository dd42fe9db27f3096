/** What `ip=`, `netmask=` and `gateway=` of one kernel line mean together (facts/ovirt-node.md 1.4). */
import type {Legacy, Line} from '../feature.ts';
import {needsValue} from '../legacy-word.ts';
import {claimInterface} from './claim.ts';
import {METHODS, parseIpWord, speaksOfIPv4, type IpWord} from './ip-word.ts';
import {prefixOf, sameAddress} from './subnet.ts';

const EXAMPLES = 'ip=dhcp, ip=192.0.2.10/24 or ip=192.0.2.10::192.0.2.1:255.255.255.0:host7:eno1:none';

/** The words `ip=` of the line that can be read at all. */
const ipWords = (line: Line): readonly IpWord[] =>
	line
		.all('ip')
		.flatMap(value => parseIpWord(value ?? '') ?? [])
		.filter(word => word.client !== '' || word.method !== '' || word.gateway !== '');

/** The static IPv4 word of the line, the last one if there are several. */
const staticWord = (line: Line) => ipWords(line).findLast(word => word.client !== '' && !word.client.includes(':'));

type Parts = {readonly settings: Record<string, string>; readonly warnings: string[]; readonly errors: string[]};

/** `ADDRESS/PREFIX` of a word and the line's `netmask=`; an error when neither has a mask, or when the two differ. */
function withPrefix(value: string, word: IpWord, line: Line, parts: Parts): string | undefined {
	const v6 = word.client.includes(':');
	const beside = v6 ? '' : (line.all('netmask').at(-1) ?? '');
	const mask = word.mask || beside;
	if (mask === '') {
		const right = v6
			? `write ip=[${word.client}]/64`
			: `write ip=${word.client}/24, or give netmask=255.255.255.0 beside it`;
		parts.errors.push(`"ip=${value}" has no ${v6 ? 'prefix' : 'netmask'}; ${right}.`);
		return undefined;
	}
	const prefix = prefixOf(mask, v6 ? 128 : 32);
	if (prefix === undefined) {
		if (word.mask !== '') {
			const right = v6 ? 'give the length of a prefix, as in 64' : 'give one as in 255.255.255.0 or 24';
			parts.errors.push(`"${mask}" in ip=${value} is not a netmask; ${right}.`);
		}
		return undefined;
	}
	if (word.mask !== '' && beside !== '' && prefixOf(beside, 32) !== prefix)
		parts.errors.push(`"ip=${value}" and "netmask=${beside}" give two netmasks; leave one of them out.`);
	return `${word.client}/${prefix}`;
}

function readAddress(value: string, word: IpWord, line: Line, parts: Parts): void {
	const v6 = word.client.includes(':');
	const address = withPrefix(value, word, line, parts);
	if (address === undefined) return;
	parts.settings[v6 ? 'network.ipv6' : 'network.ipv4'] = 'static';
	parts.settings[v6 ? 'network.address6' : 'network.address'] = address;
	if (word.gateway !== '') parts.settings[v6 ? 'network.gateway6' : 'network.gateway'] = word.gateway;
	if (word.peer !== '' && word.device !== '')
		parts.warnings.push(`"${word.peer}" in ip=${value} is a peer or a boot server and is not used.`);
}

/** A method leaves no address of lower sources in force. */
function readMethod(value: string, word: IpWord, parts: Parts): void {
	const {ipv4, ipv6} = METHODS.get(word.method) ?? {};
	if (ipv4 !== undefined)
		Object.assign(parts.settings, {'network.ipv4': ipv4, 'network.address': '', 'network.gateway': ''});
	if (ipv6 !== undefined)
		Object.assign(parts.settings, {'network.ipv6': ipv6, 'network.address6': '', 'network.gateway6': ''});
	if (word.client !== '')
		parts.warnings.push(`"${word.client}" in ip=${value} is not used, since the word asks for ${word.method}.`);
	if (word.method === 'link6')
		parts.warnings.push(
			`ip=${value} is taken as auto6: an address that is valid on one link alone cannot be asked for.`,
		);
}

/** dracut starts an interface for each word; here there is one management interface, and the last word names it. */
function claimDevice(value: string, device: string, line: Line, parts: Parts): void {
	const last = ipWords(line).findLast(word => word.device !== '')?.device ?? device;
	if (last !== device) {
		parts.warnings.push(`"${device}" in ip=${value} is not used as the interface: the last ip= names ${last}.`);
		return;
	}
	const claim = claimInterface(`ip=${value}`, device, line);
	Object.assign(parts.settings, claim.settings);
	parts.warnings.push(...(claim.warnings ?? []));
}

function readRest(value: string, word: IpWord, line: Line, parts: Parts): void {
	if (word.hostname !== '') parts.settings['network.hostname'] = word.hostname;
	if (word.mtu !== '') parts.settings['network.mtu'] = word.mtu;
	if (word.mac !== '')
		parts.warnings.push(`"${word.mac}" in ip=${value} is not used: the interface keeps its own MAC address.`);
	if (word.dns.length > 0) {
		if (line.all('dns').length + line.all('nameserver').length > 0)
			parts.warnings.push(
				`"${word.dns.join(':')}" in ip=${value} is not used, since dns= or nameserver= gives DNS servers.`,
			);
		else parts.settings['network.dns'] = word.dns.join(',');
	}
	if (word.device !== '') claimDevice(value, word.device, line, parts);
}

export function readIp(value: string | undefined, line: Line): Legacy {
	if (value === undefined) return needsValue('ip', 'dhcp');
	if (value === '') return {settings: {'network.ipv4': '', 'network.address': '', 'network.gateway': ''}};
	const word = parseIpWord(value);
	if (!word) return {errors: [`"ip=${value}" is neither a method nor an address; give one as in ${EXAMPLES}.`]};
	if (word.method !== '' && !METHODS.has(word.method)) {
		const right = 'give none for a static address, or dhcp, dhcp6 or auto6';
		return {errors: [`"${word.method}" in ip=${value} is not a method that hostwright knows; ${right}.`]};
	}
	if (word.method === 'static' && word.client === '')
		return {errors: [`"ip=${value}" has no address beside its method; give one, as in ${EXAMPLES}.`]};
	const parts: Parts = {settings: {}, warnings: [], errors: []};
	const isStatic = word.client !== '' && (word.method === '' || METHODS.get(word.method)?.ipv4 === 'off');
	if (isStatic) readAddress(value, word, line, parts);
	else if (word.method !== '') readMethod(value, word, parts);
	if (parts.settings['network.ipv6'] !== undefined && !ipWords(line).some(speaksOfIPv4))
		Object.assign(parts.settings, {'network.ipv4': 'off', 'network.address': '', 'network.gateway': ''});
	readRest(value, word, line, parts);
	return parts;
}

/** `netmask=` only completes the `ip=` of its line, which reads it; here it is judged. */
export function readNetmask(value: string | undefined, line: Line): Legacy {
	if (value === undefined) return needsValue('netmask', '255.255.255.0');
	if (value === '') return {};
	if (prefixOf(value, 32) === undefined)
		return {errors: [`"netmask=${value}" is not a netmask; give one as in 255.255.255.0 or 24.`]};
	if (staticWord(line)) return {};
	return {
		warnings: [`"netmask=${value}" is not used: the line gives no address; give one, as in ip=192.0.2.10.`],
	};
}

export function readGateway(value: string | undefined, line: Line): Legacy {
	if (value === undefined) return needsValue('gateway', '192.0.2.1');
	const words = ipWords(line).filter(speaksOfIPv4);
	const last = words.at(-1);
	if (last && last.client === '' && value !== '')
		return {warnings: [`"gateway=${value}" is not used, since ip=${last.method} gives no address.`]};
	if (last && last.gateway !== '' && value !== '' && !sameAddress(last.gateway, value))
		return {errors: [`"gateway=${value}" and "${last.gateway}" in ip= give two gateways; leave one of them out.`]};
	return {settings: {'network.gateway': value}};
}
