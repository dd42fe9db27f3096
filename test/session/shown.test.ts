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

it('says in its own words that a file is nested too deep', () => {
	expect(said({text: '- '.repeat(100_000)})).toContain('nest nothing deeper');
});
