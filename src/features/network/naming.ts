/** How the host is called, and whom it asks for the names of others. */
import type {WantedCommand, WantedFile} from '../../plan/wanted.ts';
import {withBlock, WRITTEN} from '../../plan/written.ts';
import type {Rendering} from '../feature.ts';
import type {Network} from './check.ts';
import {keyfile} from './keyfile.ts';

const OURS = `# ${WRITTEN}`;
const HOSTNAME = '/etc/hostname';

/** hostname(5) lets comments stand in it. The name comes first: programs read no further than the first line. */
function hostnameFile(hostname: string | undefined): WantedFile {
	if (hostname !== undefined) return {path: HOSTNAME, text: `${hostname}\n${OURS}\n`};
	return {path: HOSTNAME, edit: now => (now?.split('\n')[1] === OURS ? undefined : now)};
}

const withoutPrefix = (address: string) => address.split('/')[0] ?? address;

/** Own addresses that stay the same; else the one that Debian keeps for this (hosts(5)). */
function ownAddresses({ipv4, address, ipv6, address6}: Network): readonly string[] {
	const own = [ipv4 === 'static' ? address : undefined, ipv6 === 'static' ? address6 : undefined];
	const known = own.filter(text => text !== undefined).map(withoutPrefix);
	return known.length > 0 ? known : ['127.0.1.1'];
}

/** The whole name first, which is the canonical one, and the short one. First in the file: earlier lines win over later ones. */
function hostsFile(values: Network): WantedFile {
	const {hostname} = values;
	const short = hostname?.split('.')[0];
	const names = [hostname, short === hostname ? undefined : short].filter(name => name !== undefined).join(' ');
	const lines = hostname === undefined ? [] : ownAddresses(values).map(address => `${address} ${names}`);
	return {path: '/etc/hosts', edit: now => withBlock(now, lines, 'first')};
}

/** What systemd-resolved leaves in the file that it has (systemd-resolved.service(8)). */
const OF_RESOLVED = /^# This is \S*\/systemd\/resolve\//m;

/**
 * resolv.conf(5). NetworkManager writes it, from its profiles and from DHCP. systemd-networkd writes none: what was given is
 * written here, unless systemd-resolved has the file and gets the same from the `.network` file.
 */
function resolvConf({dns, search}: Network, {renderer}: Rendering): WantedFile {
	const lines = [OURS, ...(search.length > 0 ? [`search ${search.join(' ')}`] : [])];
	const text = [...lines, ...dns.map(server => `nameserver ${server}`), ''].join('\n');
	const writes = renderer === 'networkd' && dns.length > 0;
	return {
		path: '/etc/resolv.conf',
		edit(now) {
			if (writes) return now !== undefined && OF_RESOLVED.test(now) ? now : text;
			return now?.startsWith(`${OURS}\n`) ? undefined : now;
		},
	};
}

const GLOBAL_DNS = '/etc/NetworkManager/conf.d/hostwright-dns.conf';

/** Without an interface of ours there is no profile to say it in: it holds for all of them (NetworkManager.conf(5), global-dns). */
function globalDns({dns, search}: Network, {renderer}: Rendering, isOurs: boolean): WantedFile {
	if (isOurs || renderer !== 'networkmanager' || dns.length === 0) return {path: GLOBAL_DNS, absent: true};
	const text = keyfile([
		{name: 'global-dns', keys: search.length > 0 ? {searches: search.join(',')} : {}},
		{name: 'global-dns-domain-*', keys: {servers: dns.join(',')}},
	]);
	return {path: GLOBAL_DNS, text};
}

/** Files that say names; `isOurs` is whether an interface of the host is. */
export const namingFiles = (values: Network, rendering: Rendering, isOurs: boolean): readonly WantedFile[] => [
	hostnameFile(values.hostname),
	hostsFile(values),
	resolvConf(values, rendering),
	globalDns(values, rendering, isOurs),
];

/** What has to wait, as whole sentences. */
export function namingWaits({dns, search}: Network, {renderer}: Rendering, isOurs: boolean): readonly string[] {
	if (dns.length > 0) return [];
	const asked = search.length > 0 ? `The search domains ${search.join(', ')} are not used` : undefined;
	if (renderer === 'networkmanager')
		return asked === undefined || isOurs
			? []
			: [`${asked}: without an interface in network.interface they need servers in network.dns.`];
	const how = 'systemd-networkd does not write DNS servers of DHCP to /etc/resolv.conf; give network.dns';
	return isOurs ? [`${how}, or run systemd-resolved.`] : [];
}

/** What makes them hold on the running host. */
export const namingCommands = ({hostname}: Network, {renderer, platform}: Rendering): readonly WantedCommand[] => [
	...(hostname === undefined
		? []
		: [
				{
					title: `Call this host ${hostname}`,
					// 127: a host without hostname(1) has its name at the next boot.
					...{command: 'hostname', args: [hostname], reads: [HOSTNAME], accepts: [0, 127]},
					// systemd has read the file before.
					atStart: true as const,
				},
			]),
	...(renderer === 'networkmanager'
		? [
				{
					title: 'Have NetworkManager read its DNS servers',
					...{command: 'nmcli', args: ['general', 'reload', 'conf'], reads: [GLOBAL_DNS]},
					unit: platform.units.networkManager.unit,
				},
			]
		: []),
];
