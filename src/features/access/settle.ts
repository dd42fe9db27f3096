/** What password answers mean together. */
import {textOf, type Answers} from '../../settings/answers.ts';
import {cryptHash} from '../../settings/rules.ts';
import type {Settled} from '../feature.ts';

/** Marks a password that came by kernel line, in a session and in the provenance of a store. */
const BY_LINE = /^kernel argument /;

/** The ancestor's `rootpw=` is the password of admin too, when nobody gives admin one; in its parser that hung on the order. */
function adminFromRoot(answers: Answers): Settled | undefined {
	const root = answers.get('access.rootPassword');
	if (root === undefined || root.text === '' || root.source.name !== 'kernel argument rootpw=') return undefined;
	if (textOf(answers, 'access.adminPassword') !== undefined) return undefined;
	return {setting: 'access.adminPassword', text: root.text, source: root.source};
}

/** A password that travelled on a world-readable line is changed at first login, unless the line's author logs in by key. */
function mustChange(answers: Answers, admin: Settled | undefined): Settled | undefined {
	if (answers.has('access.mustChange') || textOf(answers, 'access.sshKeys') !== undefined) return undefined;
	const {text = '', source} = admin ?? answers.get('access.adminPassword') ?? {};
	if (source === undefined || !BY_LINE.test(source.name) || cryptHash(text)) return undefined;
	return {
		setting: 'access.mustChange',
		text: 'yes',
		source: {rank: 'fact', name: 'the password came on a kernel line'},
	};
}

export function settleAccess(answers: Answers): readonly Settled[] {
	const admin = adminFromRoot(answers);
	const change = mustChange(answers, admin);
	return [...(admin ? [admin] : []), ...(change ? [change] : [])];
}
