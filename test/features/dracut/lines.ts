/** Lines in the grammar of dracut.cmdline(7), as people and boot servers write them. */
import fc from 'fast-check';
import type {Arbitrary} from 'fast-check';

/** A device of the line, and the words that make it. */
type Stack = {readonly top: string; readonly words: readonly string[]};

const NICS = ['eno1', 'enp3s0f0', 'eth0', 'ens18'];
const nic = fc.constantFrom(...NICS);
const mac = fc.constantFrom('52-54-00-12-34-56', '52-54-00-ab-cd-ef');
const MODES = ['mode=802.3ad', 'mode=active-backup', 'mode=balance-alb'];
const options = fc.constantFrom(
	...MODES.flatMap(mode => [mode, `${mode},miimon=100`, `miimon=200,${mode},updelay=400`]),
	'mode=802.3ad,lacp_rate=fast,miimon=100,xmit_hash_policy=layer3+4',
	'mode=active-backup,primary=eno1,miimon=100',
);
const mtu = fc.constantFrom('', '', '9000', '1400');

const bond: Arbitrary<Stack> = fc.tuple(fc.constantFrom('bond0', 'bond7'), options, mtu).map(([name, given, size]) => ({
	top: name,
	words: [`bond=${name}:eno1,eno2:${given}${size === '' ? '' : `:${size}`}`],
}));

const bare: Arbitrary<Stack> = nic.map(top => ({top, words: []}));

/** All four names of a VLAN that dracut knows, and the bare number, which oVirt Node had. */
const tagged = (base: Arbitrary<Stack>): Arbitrary<Stack> =>
	fc.tuple(base, fc.integer({min: 1, max: 4094}), fc.nat(4)).map(([{top, words}, id, style]) => {
		const padded = String(id).padStart(4, '0');
		const name = [`${top}.${id}`, `${top}.${padded}`, `vlan${id}`, `vlan${padded}`, String(id)][style] ?? '';
		return {top: name, words: [...words, `vlan=${name}:${top}`]};
	});

const bridged = (base: Arbitrary<Stack>): Arbitrary<Stack> =>
	fc.tuple(base, fc.constantFrom('br0', 'ovirtmgmt')).map(([{top, words}, name]) => ({
		top: name,
		words: [...words, `bridge=${name}:${top}`],
	}));

const lower = fc.oneof(bare, bond);
const stack = fc.oneof(bare, bond, tagged(lower), bridged(lower), bridged(tagged(lower)));

const host = fc.constantFrom('', 'host7', 'host7.example.org');
/** What follows the method: nothing, an MTU, or DNS servers. */
const tail = fc.constantFrom('', '', ':9000', ':1500', ':192.0.2.53', ':192.0.2.53:192.0.2.54');
const tail6 = fc.constantFrom('', '', ':1500', ':[2001:db8::53]');

const FIRST4 = ['192.0.2.10', '192.0.2.200'];
const dhcp = fc
	.tuple(fc.constantFrom('dhcp', 'on', 'any', 'single-dhcp'), fc.boolean(), host, tail)
	.map(([method, long, name, rest]) => (top: string) => [
		long ? `ip=::::${name}:${top}:${method}${rest}` : `ip=${top}:${method}${/^:\d+$/.test(rest) ? rest : ''}`,
	]);
const static4 = fc
	.tuple(
		fc.constantFrom(...FIRST4),
		fc.constantFrom('', '192.0.2.2'),
		fc.constantFrom('', '192.0.2.1'),
		fc.constantFrom('255.255.255.0', '24', '255.255.0.0', '22'),
		host,
		fc.constantFrom('none', 'off', 'static'),
		tail,
	)
	.map(([address, peer, gateway, mask, name, method, rest]) => (top: string) => [
		`ip=${address}:${peer}:${gateway}:${mask}:${name}:${top}:${method}${rest}`,
	]);
const dynamic6 = fc
	.tuple(fc.constantFrom('dhcp6', 'auto6'), fc.constantFrom('', ':1400'))
	.map(([method, rest]) => (top: string) => [`ip=${top}:${method}${rest}`]);
const static6 = fc
	.tuple(fc.constantFrom('', '[2001:db8::1]', '[fe80::1]'), fc.constantFrom('64', '56'), host, tail6)
	.map(([gateway, prefix, name, rest]) => (top: string) => [
		`ip=[2001:db8::10]::${gateway}:${prefix}:${name}:${top}:none${rest}`,
	]);
const both = fc
	.constantFrom(...FIRST4)
	.map(address => (top: string) => [
		`ip=${address}::192.0.2.1:24::${top}:none`,
		`ip=[2001:db8::10]::[2001:db8::1]:64::${top}:none`,
	]);
const address = fc.oneof(dhcp, static4, dynamic6, static6, both);

/** Servers in words of their own, unless `ip=` names them already, and of the families that have an address. */
function servers(words: readonly string[]): Arbitrary<readonly string[]> {
	const isNamed = words.some(word => /:(?:dhcp|on|any|single-dhcp|none|off|static):(?:\d+\.|\[)/.test(word));
	if (isNamed) return fc.constant([]);
	const has6 = words.some(word => /ip=\[|(?:dhcp|auto)6/.test(word));
	const has4 = words.some(word => !/^ip=\[|(?:dhcp|auto)6/.test(word));
	return fc.subarray([
		...(has4 ? ['nameserver=192.0.2.53', 'nameserver=192.0.2.99'] : []),
		...(has6 ? ['nameserver=[2001:db8::99]'] : []),
	]);
}

const shuffled = (words: readonly string[]) => fc.shuffledSubarray([...words], {minLength: words.length});

/** A whole line; words in any order, and the size of packets in one of them. */
export const dracutLine: Arbitrary<string> = fc
	.tuple(stack, address)
	.chain(([{top, words: making}, addressed]) => {
		const own = addressed(top);
		const hasMtu = own.some(word => /:\d{4}$/.test(word));
		const words = hasMtu ? making.map(word => word.replace(/(=bond.*):\d{4}$/, '$1')) : making;
		return servers(own).chain(dns => shuffled([...words, ...own, ...dns]));
	})
	.map(words => words.join(' '));

/** By MAC address and by what pxelinux writes, where no device is named. */
export const namelessLine: Arbitrary<string> = fc.oneof(
	fc.tuple(mac, fc.constantFrom('dhcp', 'auto6')).map(([device, method]) => `ip=${device}:${method}`),
	fc.constantFrom(...FIRST4).map(own => `ip=${own}:192.0.2.2:192.0.2.1:255.255.255.0`),
	mac.map(device => `BOOTIF=01-${device} ip=dhcp`),
	mac.map(device => `BOOTIF=${device}`),
);
