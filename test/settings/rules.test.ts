import {describe, expect, it} from 'vitest';
import {
	address,
	cryptHash,
	domain,
	grubHash,
	host,
	hostname,
	hostPort,
	httpsUrl,
	ipv4,
	ipv4Prefix,
	ipv6,
	ipv6Prefix,
	joinHostPort,
	mac,
	splitHostPort,
	url,
} from '../../src/settings/rules.ts';
import type {Rule} from '../../src/settings/setting.ts';
import {GRUB, PW1, PW1_SLOW, UMLAUTS} from './hash-samples.ts';

const good: ReadonlyArray<readonly [Rule, readonly string[]]> = [
	[ipv4, ['0.0.0.0', '192.0.2.10', '255.255.255.255']],
	[ipv6, ['::', '::1', '2001:db8::10', 'fe80::1', '::ffff:192.0.2.1', '1:2:3:4:5:6:7:8', '2001:DB8::A']],
	[address, ['192.0.2.10', '2001:db8::1']],
	[ipv4Prefix, ['192.0.2.10/24', '192.0.2.0/31', '192.0.2.10/32', '10.0.0.1/8']],
	[ipv6Prefix, ['2001:db8::10/64', 'fe80::1/10', '2001:db8::/127']],
	[hostname, ['localhost', 'host7.example.org', 'h-7', '7', 'a'.repeat(63)]],
	[domain, ['example.org', 'org', `${'a'.repeat(63)}.${'b'.repeat(63)}.example`]],
	[host, ['log.example.org', '192.0.2.10', '2001:db8::10']],
	[hostPort, ['log.example.org', 'log:514', '192.0.2.1:1', '[2001:db8::10]:65535', '2001:db8::10', '[2001:db8::10]']],
	[mac, ['52:54:00:12:34:56', 'AA:BB:CC:DD:EE:FF'.replace('AA', 'A8')]],
	[url, ['http://a/', 'https://boot.example.org/x?y=z#1', 'http://[2001:db8::1]:80/a%20b']],
	[httpsUrl, ['https://boot.example.org/key']],
	[
		cryptHash,
		[
			PW1,
			PW1_SLOW,
			UMLAUTS,
			`$5$salt$${'a'.repeat(43)}`,
			`$y$j9T$saltsaltsalt$${'a'.repeat(43)}`,
			`$2b$12$${'a'.repeat(53)}`,
		],
	],
	[grubHash, [GRUB, GRUB.toLowerCase()]],
];

const bad: ReadonlyArray<readonly [string, Rule, ReadonlyArray<readonly [string, string]>]> = [
	[
		'ipv4',
		ipv4,
		[
			['256.1.1.1', 'not an IPv4'],
			['01.2.3.4', 'not an IPv4'],
			['1.2.3', 'not an IPv4'],
			['::1', 'not an IPv4'],
			['1.2.3.4 ', 'not an IPv4'],
		],
	],
	[
		'ipv6',
		ipv6,
		[
			['fe80::1%eth0', 'not an IPv6'],
			['1::2::3', 'not an IPv6'],
			['[::1]', 'not an IPv6'],
			['1.2.3.4', 'not an IPv6'],
			['', 'not an IPv6'],
		],
	],
	[
		'ipv4Prefix',
		ipv4Prefix,
		[
			['192.0.2.0/24', 'the network itself'],
			['192.0.2.255/24', 'the broadcast address'],
			['192.0.2.10', 'with a prefix'],
			['192.0.2.10/33', 'with a prefix'],
			['192.0.2.10/024', 'with a prefix'],
			['127.0.0.1/8', 'loopback'],
			['224.0.0.1/4', 'a host can have'],
			['192.0.2.10/255.255.255.0', 'with a prefix'],
		],
	],
	[
		'ipv6Prefix',
		ipv6Prefix,
		[
			['2001:db8::10', 'with a prefix'],
			['ff02::1/64', 'multicast'],
			['::/64', 'a host can have'],
			['::1/128', 'a host can have'],
			['2001:db8::1/129', 'with a prefix'],
		],
	],
	[
		'hostname',
		hostname,
		[
			['192.0.2.1', 'an address'],
			['a_b', 'not a host name'],
			['-a', 'not a host name'],
			['a..b', 'not a host name'],
			['x'.repeat(65), '65 characters'],
			['ä', 'not a host name'],
		],
	],
	[
		'hostPort',
		hostPort,
		[
			['log:0', 'names port 0'],
			['log:65536', 'names port 65536'],
			['2001:db8::10:', 'with or without'],
			['[log]:1', 'with or without'],
			['a:b:1', 'with or without'],
			[':514', 'with or without'],
		],
	],
	[
		'mac',
		mac,
		[
			['52-54-00-12-34-56', 'not a MAC'],
			['53:54:00:12:34:56', 'multicast'],
			['00:00:00:00:00:00', 'any interface'],
			['52:54:00:12:34', 'not a MAC'],
		],
	],
	[
		'url',
		url,
		[
			['ftp://a/', 'starts with http:// or https://'],
			['http:/a', 'not a URL'],
			['a', 'not a URL'],
			['http://u:p@a/', 'holds a password'],
			['http://u:p"@a:99999/', 'holds a password'],
			['http://a b/', 'not a URL'],
			['http://a/b c', 'holds a blank'],
			['http:///x', 'not a URL'],
			['http://a/"x', 'holds "'],
			['http://a/`id`', 'holds `'],
			['http://a/ä', 'holds ä'],
			['http://a$(reboot)/', 'names no host'],
			['http://a_b/', 'names no host'],
		],
	],
	['httpsUrl', httpsUrl, [['http://a/', 'starts with https://']]],
	[
		'cryptHash',
		cryptHash,
		[
			['secret', 'not a password hash'],
			['', 'not a password hash'],
			[PW1.slice(0, -1), 'cut short'],
			[`${PW1}x`, 'cut short'],
			['$6$bad salt$x', 'cut short'],
			[PW1.replace('$6$', '$6$rounds=5$'), 'cut short'],
			[PW1.slice(2), 'lost its $6$'],
			[PW1.slice(3), 'lost its $6$'],
			[PW1.slice(1), 'lost its $6$'],
			['/nV5aU2HJ8o7otKMCN5S.MoSoxPoAUYewKjq5oSqs8UMghGB3x4G4HaPK7NZqL54npGT9hs/qRSokU.4Qt/', 'lost its $6$'],
			['=100000/F60Hxb4323muoq2AOtuSNMprAdgdhGZ', 'lost its $6$'],
			[PW1.replaceAll('$', String.raw`\$`), 'backslash'],
			[`$1$abcdefgh$${'a'.repeat(22)}`, 'too weak'],
		],
	],
	[
		'grubHash',
		grubHash,
		[
			[PW1, 'boot menu password'],
			[GRUB.slice(0, -2), 'boot menu password'],
		],
	],
];

describe('rules for one value', () => {
	it.each(good.flatMap(([rule, texts]) => texts.map(text => [text, rule] as const)))('takes %s', (text, rule) => {
		expect(rule(text)).toBeUndefined();
	});

	it.each(bad.flatMap(([name, rule, texts]) => texts.map(([text, what]) => [name, text, what, rule] as const)))(
		'%s refuses "%s": %s',
		(_name, text, what, rule) => {
			const wrong = rule(text);
			expect(wrong?.what).toContain(what);
			expect(wrong?.right).not.toMatch(/\.$/);
			expect(`${wrong?.what} ${wrong?.right}`).not.toContain('invalid');
		},
	);
});

describe('hosts with ports', () => {
	it.each(['log', 'log:514', '192.0.2.1:514', '2001:db8::1', '[2001:db8::1]:514'])(
		'takes %s apart and puts it together',
		text => {
			const parts = splitHostPort(text);
			expect(parts && joinHostPort(parts)).toBe(text);
		},
	);
});
