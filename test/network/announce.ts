/** A router and a DHCPv6 server at the far end of a cable inside a namespace (dnsmasq(8)). */
import type {Link, Namespace, Running} from '../namespace.ts';

/** Of documentation, as the addresses of the far end and of the lease (RFC 3849). */
const NETWORK = '2001:db8:7::';

/** Announces the network, says that addresses come from DHCPv6 alone, and gives them out. */
export async function announceIPv6(namespace: Namespace, end: string): Promise<Running> {
	await namespace.run('ip', ['addr', 'add', `${NETWORK}1/64`, 'dev', end, 'nodad']);
	const daemon = namespace.start('dnsmasq', [
		...[
			'--keep-in-foreground',
			'--log-facility=-',
			'--port=0',
			'--conf-file=/dev/null',
			'--user=root',
			'--pid-file=',
		],
		...['--dhcp-leasefile=/run/leases', `--interface=${end}`, '--bind-dynamic', '--enable-ra'],
		`--dhcp-range=${NETWORK}100,${NETWORK}1ff,64,1h`,
	]);
	await daemon.says(/router advertisement on/);
	return daemon;
}

/** Whether an interface has an address that was given out. */
export const isLeased = (link: Link | undefined): boolean =>
	(link?.addr_info ?? []).some(({local}) => new RegExp(`^${NETWORK}1..$`).test(local));
