/**
 * What the bonding driver takes (Linux Documentation/networking/bonding.rst; the tables of drivers/net/bonding/bond_options.c), and
 * how systemd-networkd calls it (systemd.netdev(5)). NetworkManager uses the driver's own names.
 */
import {ipv4, ipv6, mac} from '../../settings/rules.ts';
import type {Rule} from '../../settings/setting.ts';
import {deviceName} from './names.ts';

export const MODES = [
	'balance-rr',
	'active-backup',
	'balance-xor',
	'broadcast',
	'802.3ad',
	'balance-tlb',
	'balance-alb',
] as const;
type Mode = (typeof MODES)[number];

/** How an option's value is written. */
type Takes =
	/** One of these words, or its number in this order. */
	| {readonly words: readonly string[]}
	/** A whole number. */
	| {readonly from: number; readonly to: number}
	/** Texts that hold to a rule; several with commas between when `most` is more than one. */
	| {readonly is: Rule; readonly most: number};

export type BondOption = {
	readonly takes: Takes;
	/** The only modes the driver takes it in; every mode when absent. */
	readonly modes?: readonly Mode[];
	/** Key of `[Bond]`; undefined where systemd has none. `ms` is behind a number of milliseconds. */
	readonly networkd?: string;
	readonly unit?: 'ms';
	/** Only recent versions of NetworkManager have it: 1.42 drops it without a word. */
	readonly recent?: true;
};

const TWO_BILLION = 2 ** 31 - 1;
const counts = (from = 0, to = TWO_BILLION) => ({from, to});
const words = (text: string) => ({words: text.split(' ')});
const FLAG = words('off on');

/** Modes with one active port, which can be chosen. */
const CHOOSING = ['active-backup', 'balance-tlb', 'balance-alb'] as const;
/** Modes that may watch their links by ARP. */
const BY_ARP = ['balance-rr', 'active-backup', 'balance-xor', 'broadcast'] as const;
const LACP = ['802.3ad'] as const;

export const BOND_OPTIONS: Readonly<Record<string, BondOption>> = {
	mode: {takes: {words: MODES}, networkd: 'Mode'},
	miimon: {takes: counts(), networkd: 'MIIMonitorSec', unit: 'ms'},
	updelay: {takes: counts(), networkd: 'UpDelaySec', unit: 'ms'},
	downdelay: {takes: counts(), networkd: 'DownDelaySec', unit: 'ms'},
	use_carrier: {takes: FLAG},
	arp_interval: {takes: counts(), modes: BY_ARP, networkd: 'ARPIntervalSec', unit: 'ms'},
	arp_ip_target: {takes: {is: ipv4, most: 16}, modes: BY_ARP, networkd: 'ARPIPTargets'},
	arp_validate: {
		takes: words('none active backup all filter filter_active filter_backup'),
		...{modes: BY_ARP, networkd: 'ARPValidate'},
	},
	arp_all_targets: {takes: words('any all'), networkd: 'ARPAllTargets'},
	arp_missed_max: {takes: counts(1, 255), modes: BY_ARP, recent: true},
	primary: {takes: {is: deviceName, most: 1}, modes: CHOOSING},
	primary_reselect: {takes: words('always better failure'), networkd: 'PrimaryReselectPolicy'},
	fail_over_mac: {takes: words('none active follow'), networkd: 'FailOverMACPolicy'},
	active_slave: {takes: {is: deviceName, most: 1}, modes: CHOOSING},
	all_slaves_active: {takes: FLAG, networkd: 'AllSlavesActive'},
	min_links: {takes: counts(), networkd: 'MinLinks'},
	lacp_rate: {takes: words('slow fast'), modes: LACP, networkd: 'LACPTransmitRate'},
	lacp_active: {takes: FLAG, modes: LACP, recent: true},
	ad_select: {takes: words('stable bandwidth count'), networkd: 'AdSelect'},
	ad_actor_sys_prio: {takes: counts(1, 65_535), modes: LACP, networkd: 'AdActorSystemPriority'},
	ad_actor_system: {takes: {is: mac, most: 1}, modes: LACP, networkd: 'AdActorSystem'},
	ad_user_port_key: {takes: counts(0, 1023), modes: LACP, networkd: 'AdUserPortKey'},
	xmit_hash_policy: {
		takes: words('layer2 layer3+4 layer2+3 encap2+3 encap3+4 vlan+srcmac'),
		networkd: 'TransmitHashPolicy',
	},
	num_grat_arp: {takes: counts(0, 255), networkd: 'GratuitousARP'},
	num_unsol_na: {takes: counts(0, 255), networkd: 'GratuitousARP'},
	packets_per_slave: {takes: counts(0, 65_535), modes: ['balance-rr'], networkd: 'PacketsPerSlave'},
	resend_igmp: {takes: counts(0, 255), networkd: 'ResendIGMP'},
	lp_interval: {takes: counts(1), networkd: 'LearnPacketIntervalSec'},
	tlb_dynamic_lb: {takes: FLAG, modes: ['balance-tlb', 'balance-alb'], networkd: 'DynamicTransmitLoadBalancing'},
	peer_notif_delay: {takes: counts()},
	ns_ip6_target: {takes: {is: ipv6, most: 16}, modes: BY_ARP, recent: true},
};
