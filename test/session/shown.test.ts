/** What check says of texts in the wrong place: no hash, no password, nothing that moves a cursor. */
import {expect, it} from 'vitest';
import {features} from '../../src/features/index.ts';
import {gather} from '../../src/session/answers.ts';
import {answersReport} from '../../src/session/report.ts';

const HASH = `$6$abcdefgh$${'tulip'.repeat(17)}A`;

const said = (given: {cmdline?: string; text?: string}) => {
	const configs = given.text === undefined ? [] : [{name: 'a.yaml', text: given.text}];
	const {answers, problems} = gather({features, cmdline: given.cmdline, configs});
	return JSON.stringify([problems, answersReport(features, answers)]);
};

it.each([
	`hostname=${HASH}`,
	`vlan=${HASH}`,
	`adminpw:${HASH}`,
	`storage_init=${HASH}`,
	`hostwright.boot.arguments=x=${HASH}`,
	`hostwright.network.hostname=grub.pbkdf2.sha512.10000.tuliptuliptulip`,
])('shows no hash of %s', cmdline => expect(said({cmdline})).not.toContain('tuliptulip'));

it.each([
	`network:\n  hostname: ${HASH}\n`,
	`access:\n  ${HASH}: x\n`,
	`${HASH}: x\n`,
	'password: tuliptulip\n',
	'access:\n  passwd: tuliptulip\n',
	'adminpw: tuliptulip\n',
])('shows no secret of %j', text => expect(said({text})).not.toContain('tuliptulip'));

it('says what a password hash should look like all the same', () => {
	expect(said({cmdline: 'adminpw=abc'})).toContain('give one that starts with $6$ or $y$');
});

it('spells control characters out', () => {
	const words = said({cmdline: 'hostwright.\u001b[1mx=1', text: '"\\e[31mnetwork": 1\n"net\\u009bwork": 1\n'});
	expect(words).toContain('%1B[1mx');
	expect(words).toContain('%1B[31mnetwork');
	expect(words).toContain('net%9Bwork');
});

it('spells out what turns a line round or has no width', () => {
	const words = said({cmdline: 'hostname=a\u202eb\u200b', text: 'time:\n  zone: "\\ud800"\n'});
	expect(words).toContain('a<U+202E>b<U+200B>');
	expect(words).toContain('holds a character that nobody sees; give printable text');
	expect(words).toContain('<U+D800>');
});

it('shows the beginning and the end of a long text, and always what would be right', () => {
	const long = gather({features, cmdline: `hostname=${'a'.repeat(4000)}`, configs: []}).problems;
	expect(long.at(-1)?.message).toBe(
		`"${'a'.repeat(72)}...${'a'.repeat(25)}" has 4000 characters and a host name at most 64; give a shorter one`,
	);
	const {problems} = gather({features, cmdline: `ip=${'a:'.repeat(2000)}`, configs: []});
	expect(problems.at(-1)?.message).toMatch(
		/^"ip=a:a:.{400,}\.\.\..*or ip=192\.0\.2\.10::192\.0\.2\.1:255\.255\.255\.0:host7:eno1:none$/,
	);
});

it('names words of others that a kernel line must not carry, and leaves them behind', () => {
	const cmdline = 'quiet a=\u001b[2J x=\\"a"b\\" intel_iommu=on';
	const {problems, unknownWords} = gather({features, cmdline, configs: []});
	expect(unknownWords).toEqual(['quiet', 'intel_iommu=on']);
	expect(problems.map(({message}) => message)).toEqual([
		'"a=%1B[2J" holds a control character; give printable text; it is not copied to the installed host',
		'"x=\\"a"b\\"" has a quote that is never closed; give a second one; it is not copied to the installed host',
	]);
});

it('says in its own words that a file is nested too deep', () => {
	expect(said({text: '- '.repeat(100_000)})).toContain('nest nothing deeper');
});
