/** Options of the bonding driver (Linux Documentation/networking/bonding.rst), as `name=value` words with blanks between. */
import type {Rule} from '../../settings/setting.ts';

const MODES = ['balance-rr', 'active-backup', 'balance-xor', 'broadcast', '802.3ad', 'balance-tlb', 'balance-alb'];

const NAMES = new Set(
	(
		'mode miimon updelay downdelay use_carrier arp_interval arp_ip_target arp_validate arp_all_targets arp_missed_max primary ' +
		'primary_reselect fail_over_mac active_slave all_slaves_active min_links lacp_rate lacp_active ad_select ad_actor_sys_prio ' +
		'ad_actor_system ad_user_port_key xmit_hash_policy num_grat_arp num_unsol_na packets_per_slave resend_igmp lp_interval ' +
		'tlb_dynamic_lb peer_notif_delay ns_ip6_target'
	).split(' '),
);

/** Options whose value counts something. */
const COUNTS = new Set(
	'miimon updelay downdelay arp_interval min_links packets_per_slave resend_igmp lp_interval'.split(' '),
);

/** The words as a map; the last of a name wins, as in the driver. */
export const bondOptionsOf = (text: string): ReadonlyMap<string, string> =>
	new Map(
		text
			.split(' ')
			.filter(word => word !== '')
			.map(word => {
				const [name = '', ...value] = word.split('=');
				return [name, value.join('=')] as const;
			}),
	);

export const bondOptions: Rule = text => {
	const options = bondOptionsOf(text);
	for (const [name, value] of options) {
		if (!NAMES.has(name))
			return {
				what: `holds "${name}", which is not a bonding option`,
				right: 'give words as in mode=802.3ad miimon=100',
			};
		if (!/^[a-z0-9.,:_+-]+$/i.test(value))
			return {
				what: `gives ${name} no value`,
				right: `write it as in ${name}=${name === 'mode' ? '802.3ad' : '100'}`,
			};
		if (COUNTS.has(name) && !/^\d{1,9}$/.test(value))
			return {what: `holds ${name}=${value}`, right: `give ${name} a whole number`};
	}
	const mode = options.get('mode');
	if (mode !== undefined && !MODES.includes(mode) && !/^[0-6]$/.test(mode))
		return {what: `holds mode=${mode}, which is not a bonding mode`, right: `give ${MODES.join(', ')}`};
	const [mii, arp] = [Number(options.get('miimon') ?? 0), Number(options.get('arp_interval') ?? 0)];
	if (mii > 0 && arp > 0)
		return {what: 'holds both miimon and arp_interval', right: 'give one of them: the driver refuses both'};
	return undefined;
};
