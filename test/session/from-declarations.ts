/** Texts and kernel lines made from the declarations: what each setting takes is found by asking its own codec. */
import fc from 'fast-check';
import type {Arbitrary} from 'fast-check';
import type {NamedSetting, SectionLike} from '../../src/settings/section.ts';
import {allSettings} from '../../src/settings/section.ts';
import type {AnySetting} from '../../src/settings/setting.ts';
import {choice, flag, list, number, secret, text} from '../../src/settings/setting.ts';
import {GRUB, PW1, PW1_SLOW} from '../settings/hash-samples.ts';

const words = {label: 'Label', help: 'Help.'};

/** A section without a rule on any value: whatever a kind can hold must pass every door. */
export const free: SectionLike = {
	name: 'free',
	title: 'Free',
	settings: {
		text: text(words),
		defaulted: text({...words, default: 'as it was'}),
		secret: secret(words),
		choice: choice({...words, options: {a: 'A', 'b c': 'B', 'd,%e"': 'D'}, default: 'a'}),
		flag: flag({...words, default: 'no'}),
		number: number({...words, min: 0, max: 1_000_000, also: [-1]}),
		ratio: number({...words, min: 0, max: 1000, fractional: true}),
		list: list(words),
		onceText: text({...words, once: true}),
		onceList: list({...words, once: true}),
	},
};

/** Texts of many shapes; each setting keeps those its codec takes. */
const SAMPLES: readonly string[] = [
	...['yes', 'no', '1', '0', 'true', 'off', 'ON', '020', '20', '512', '4096', '65535', '-1', '0.5', '1.25', '100000'],
	...[
		'a',
		'a b',
		' a b ',
		'a"b',
		'"',
		'""',
		'a\\',
		'a b\\',
		'%',
		'%25',
		'%2C',
		'%22x',
		'a,b',
		'a\nb',
		'\ta',
		"it's",
		'#x',
		'x: y',
		'- x',
		'~',
		'null',
		'ä€😀',
		'{',
		'[x]',
		'&a',
		'*a',
		'!t',
		'|',
		'>',
		'`',
		'@x',
		'0123',
		'0x1F',
		'1e3',
		'.5',
		'on',
		'2026-11-20',
		'=',
		'a=b',
		'$6',
		"'",
	],
	...[
		'192.0.2.10',
		'192.0.2.10/24',
		'2001:db8::10',
		'2001:db8::10/64',
		'fe80::1',
		'host7.example.org',
		'log:514',
		'[2001:db8::1]:514',
	],
	...[
		'52:54:00:12:34:56',
		'A0:00:00:00:00:01',
		'eno1',
		'eth0',
		'link',
		'bond0',
		'br0',
		'mode=802.3ad miimon=100',
		'mode=active-backup',
	],
	...[
		'/dev/sda',
		'/dev/disk/by-id/x*',
		'serial:S64GNX0T91',
		'wwn:0x5000c500a1b2c3d4',
		'model:Samsung*',
		'bus:nvme+largest',
		'smallest',
		'first',
		'bus:usb+all',
		'all',
	],
	...[
		'swap',
		'swap2',
		'swap:aes-xts-plain64',
		'tty0',
		'ttyS0,115200n8',
		'quiet a="b c" d',
		'de-latin1',
		'us',
		'a=b c=d',
	],
	...['https://boot.example.org/x', 'http://a/@MAC@?x=%41,b', 'ab'.repeat(32), `sha256:${'0F'.repeat(32)}`],
	...[
		'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJfYz0Q6zGJ6gqXxQ0sK9kq1mJ0vO2bqC8s2q0yqv9Qk ops@example.org',
		PW1,
		PW1_SLOW,
		GRUB,
	],
];

export const takes = (setting: AnySetting, raw: string): boolean => {
	try {
		setting.parse(raw);
		return raw !== '';
	} catch {
		return false;
	}
};

/** Every text of one item or value that a setting takes, from its own example and default, its options, and the samples. */
function poolOf(setting: AnySetting): readonly string[] {
	const {example, default: standard, options = {}, kind} = setting;
	const own = [example, standard, ...Object.keys(options)].filter(raw => raw !== undefined);
	const asText = kind === 'list' ? SAMPLES.map(sample => setting.format([sample])) : SAMPLES;
	return [...new Set([...own, ...asText])].filter(raw => takes(setting, raw));
}

/** Text of any characters, for settings that take any. */
const anyText = fc.string({
	unit: fc.constantFrom(...Array.from('ab "\\%,2C5\n\t=:#-[]{}&*!|>\'~ä')),
	minLength: 1,
	maxLength: 12,
});

/** A text one setting takes; for lists of none, one and several items. */
export function textFor(setting: AnySetting): Arbitrary<string> {
	const pool = poolOf(setting);
	if (setting.kind !== 'list') {
		const ready = fc.constantFrom(...pool);
		return takes(setting, 'a "%\n,\\ b')
			? fc.oneof(
					ready,
					anyText.filter(raw => takes(setting, raw)),
				)
			: ready;
	}
	const items = fc.constantFrom(...pool);
	const several = fc.array(items, {minLength: 2, maxLength: 4}).map(some => some.join(','));
	const anything = takes(setting, setting.format(['a "%\n,\\ b']))
		? [
				fc
					.array(
						anyText.filter(raw => takes(setting, setting.format([raw]))),
						{minLength: 1, maxLength: 3},
					)
					.map(some => setting.format(some)),
			]
		: [];
	return fc.oneof(fc.constant(''), items, several, ...anything);
}

export type Said = {readonly named: NamedSetting; readonly text: string; readonly quoted: boolean};

/** Some of the settings, each with a text it takes, in any order. */
export function sayings(sections: readonly SectionLike[]): Arbitrary<readonly Said[]> {
	const some = [...allSettings(sections)].map(named =>
		fc.option(
			textFor(named.setting).map(raw => ({named, text: raw, quoted: /[ \t]/.test(raw)})),
			{freq: 2, nil: undefined},
		),
	);
	return fc
		.tuple(...some)
		.map(all => all.filter(said => said !== undefined))
		.chain(said => fc.shuffledSubarray(said, {minLength: said.length}));
}
