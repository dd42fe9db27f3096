/**
 * The ancestor's words for what to do: `install`, `reinstall`, `upgrade`, `uninstall` and their other names. Its four readers
 * disagreed about `upgrade=0` and `reinstall=1` (facts 1.10); here a value is a flag, and the order of the words never matters.
 */
import type {Legacy, LegacyKey, Line} from '../feature.ts';
import {notAFlag, readFlag} from '../legacy-word.ts';

type Action = 'install' | 'reinstall' | 'upgrade' | 'uninstall';

/** Every word with what it asks for. */
const WORDS: Readonly<Record<string, Action>> = {
	install: 'install',
	reinstall: 'reinstall',
	firstboot: 'reinstall',
	ovirt_firstboot: 'reinstall',
	upgrade: 'upgrade',
	ovirt_upgrade: 'upgrade',
	local_boot: 'upgrade',
	ovirt_local_boot: 'upgrade',
	uninstall: 'uninstall',
};

/** Words the ancestor took for on whatever their value. */
const ALWAYS_ON = new Set(['install', 'upgrade', 'ovirt_upgrade', 'local_boot', 'ovirt_local_boot', 'uninstall']);

/** Whether a word asks for its action: its last occurrence counts. */
function isAsked(word: string, line: Line): boolean {
	const values = line.all(word);
	return values.length > 0 && readFlag(values.at(-1)) === true;
}

/** The words of the line that ask for something, `install` aside: boot menus carry it always. */
const askedOn = (line: Line) => Object.keys(WORDS).filter(word => word !== 'install' && isAsked(word, line));

/** Words that ask for different things are refused, once for the whole line. */
function ask(word: string, action: Action, line: Line): Legacy {
	const asked = askedOn(line);
	const others = asked.filter(other => WORDS[other] !== action);
	if (action === 'install' && others.length > 0) return {};
	if (others.length > 0) {
		const message = `"${asked.join('", "')}" ask for different things; give one of them.`;
		return word === asked[0] ? {errors: [message]} : {};
	}
	const expect: Readonly<Record<string, string>> = action === 'reinstall' ? {'storage.expect': 'any'} : {};
	return {settings: {'lifecycle.action': action, ...expect}};
}

/** What is worth saying about a value the ancestor read otherwise. */
function trap(word: string, value: string, on: boolean): string | undefined {
	if (!on && ALWAYS_ON.has(word))
		return `"${word}=${value}" is taken as off; oVirt Node took it for on, so leave the word out to be safe with both.`;
	if (on && word === 'reinstall')
		return `"${word}=${value}" is taken as on; oVirt Node erased the disks and then did not reinstall, so write the bare word "reinstall".`;
	return undefined;
}

function actionKey(word: string, action: Action): LegacyKey {
	const same = action === word ? '' : `, as "${action}" does`;
	return {
		grammar: '[=FLAG]',
		help: `Asks for the action ${action}${same}; 0 and no are off.`,
		read(value, line) {
			if (value === '') return {settings: {'lifecycle.action': ''}};
			const on = readFlag(value);
			if (on === undefined) return notAFlag(word, value ?? '');
			const said = value === undefined ? undefined : trap(word, value, on);
			const warnings = said === undefined ? {} : {warnings: [said]};
			return {...(on && isAsked(word, line) ? ask(word, action, line) : {}), ...warnings};
		},
	};
}

export const actionKeys: Readonly<Record<string, LegacyKey>> = Object.fromEntries(
	Object.entries(WORDS).map(([word, action]) => [word, actionKey(word, action)]),
);
