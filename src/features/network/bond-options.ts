/** Options of the bonding driver, as `name=value` words with blanks between. */
import type {Rule, Wrong} from '../../settings/setting.ts';
import {BOND_OPTIONS, MODES, type BondOption} from './bond-table.ts';

/** The words as a map; the last of a name wins, as in the driver. */
const wordsOf = (text: string): ReadonlyMap<string, string> =>
	new Map(
		text
			.split(' ')
			.filter(word => word !== '')
			.map(word => {
				const [name = '', ...value] = word.split('=');
				return [name, value.join('=')] as const;
			}),
	);

/** A value as the driver shows it, where it may be written by its number; as it is when it is wrong. */
function normal({takes}: BondOption, value: string): string {
	if ('from' in takes) return /^\d+$/.test(value) ? String(Number(value)) : value;
	if ('is' in takes) return value;
	return takes.words.includes(value) ? value : (takes.words[/^\d$/.test(value) ? Number(value) : -1] ?? value);
}

const known = (name: string) => (Object.hasOwn(BOND_OPTIONS, name) ? BOND_OPTIONS[name] : undefined);

/** The options by name, each value in the driver's words. A bond of no mode sends over all its ports in turn. */
export function bondOptionsOf(text: string): ReadonlyMap<string, string> {
	const given = [...wordsOf(text)].map(([name, value]) => {
		const option = known(name);
		return [name, option ? normal(option, value) : value] as const;
	});
	return new Map([['mode', MODES[0]], ...given]);
}

/** A bond whose ports keep their own MAC addresses has that of the active one, and cannot be given another. */
export const keepsOneAddress = (text: string) => (bondOptionsOf(text).get('fail_over_mac') ?? 'none') === 'none';

/** What is wrong with one value. */
function wrongValue(name: string, value: string, {takes}: BondOption): Wrong | undefined {
	const what = `holds ${name}=${value}`;
	if ('from' in takes) {
		const count = /^\d{1,10}$/.test(value) ? Number(value) : -1;
		if (count >= takes.from && count <= takes.to) return undefined;
		const right =
			takes.to > 65_535
				? `give ${name} a whole number`
				: `give ${name} a number from ${takes.from} to ${takes.to}`;
		return {what, right};
	}
	if ('words' in takes) {
		if (takes.words.includes(value)) return undefined;
		if (name === 'mode')
			return {what: `${what}, which is not a bonding mode`, right: `give ${takes.words.join(', ')}`};
		return {what, right: `give ${name} one of ${takes.words.join(', ')}`};
	}
	const items = value.split(',');
	const right = takes.most === 1 ? `give ${name} one` : `give ${name} up to ${takes.most}, with commas between`;
	if (items.length > takes.most) return {what: `${what}, which are too many`, right};
	const wrong = items.map(takes.is).find(each => each !== undefined);
	return wrong && {what: `${what}, which ${wrong.what}`, right: wrong.right};
}

/** What the driver refuses of options that are right each by itself. */
function wrongTogether(options: ReadonlyMap<string, string>): Wrong | undefined {
	const count = (name: string) => Number(options.get(name) ?? 0);
	const mode = options.get('mode') ?? '';
	for (const name of options.keys()) {
		const modes: readonly string[] | undefined = known(name)?.modes;
		if (modes && !modes.includes(mode))
			return {what: `holds ${name} in mode=${mode}`, right: `leave it out, or give mode=${modes.join(' or ')}`};
	}
	if (count('miimon') > 0 && count('arp_interval') > 0)
		return {what: 'holds both miimon and arp_interval', right: 'give one of them: the driver refuses both'};
	if (count('arp_interval') > 0 !== options.has('arp_ip_target'))
		return count('arp_interval') > 0
			? {what: 'holds arp_interval and no arp_ip_target', right: 'say which address to ask for'}
			: {what: 'holds arp_ip_target and no arp_interval', right: 'say how often to ask, as in arp_interval=1000'};
	const delay = ['updelay', 'downdelay', 'peer_notif_delay'].find(name => count(name) > 0);
	if (delay !== undefined && count('miimon') === 0)
		return {what: `holds ${delay} and no miimon`, right: 'give miimon too, as in miimon=100'};
	if (count('peer_notif_delay') % Math.max(count('miimon'), 1) > 0)
		return {
			what: `holds peer_notif_delay=${count('peer_notif_delay')}`,
			right: `give a multiple of miimon, which is ${count('miimon')}`,
		};
	if (options.has('num_grat_arp') && options.has('num_unsol_na') && count('num_grat_arp') !== count('num_unsol_na'))
		return {what: 'gives num_grat_arp and num_unsol_na different numbers', right: 'give one of them'};
	return undefined;
}

export const bondOptions: Rule = text => {
	for (const [name, value] of wordsOf(text)) {
		const option = known(name);
		if (!option)
			return {
				what: `holds "${name}", which is not a bonding option`,
				right: 'give words as in mode=802.3ad miimon=100',
			};
		if (value === '')
			return {
				what: `gives ${name} no value`,
				right: `write it as in ${name}=${name === 'mode' ? '802.3ad' : '100'}`,
			};
		const wrong = wrongValue(name, normal(option, value), option);
		if (wrong) return wrong;
	}
	return wrongTogether(bondOptionsOf(text));
};
