/** Which of setup's pages the installer offers under "More settings", and how their rows read. Pure. */
import type {Snapshot} from '../../src/session/installer-state.ts';
import type {TableRow} from '../../src/tui/index.ts';
import {bootPage} from '../settings/boot.tsx';
import {diskDetailsPage} from '../settings/disk-details.tsx';
import {enginePage} from '../settings/engine.tsx';
import {settingOf} from '../settings/form.ts';
import {kdumpPage} from '../settings/kdump.tsx';
import {loggingPage} from '../settings/logging.tsx';
import {monitoringPage} from '../settings/monitoring.tsx';
import type {SettingsPage} from '../settings/page.ts';
import {performancePage} from '../settings/performance.tsx';
import {remoteStoragePage} from '../settings/remote-storage.tsx';
import {securityPage} from '../settings/security.tsx';
import {timePage} from '../settings/time.tsx';

export const MORE: readonly SettingsPage[] = [
	...[timePage, loggingPage, kdumpPage, remoteStoragePage, monitoringPage, performancePage, enginePage],
	...[securityPage, bootPage, diskDetailsPage],
];

/** What the pages before this one ask already. */
const ASKED_BEFORE = new Set(['access.adminPassword', 'access.mustChange', 'access.sshPasswordLogin']);

/** Settings that are asked nowhere else. */
export const MORE_SETTINGS = MORE.flatMap(({settings}) => settings).filter(name => !ASKED_BEFORE.has(name));

type Known = Pick<Snapshot, 'answers' | 'problems'>;

/** What somebody said about a page, as `Syslog server log.example.org`; never a secret, and nothing that holds anyway. */
export function saidOn({settings}: SettingsPage, {answers}: Pick<Known, 'answers'>): string {
	const said = settings.flatMap(name => {
		const answer = answers.get(name);
		const {label, kind} = settingOf(name);
		if (!answer || answer.text === '' || ['default', 'fact'].includes(answer.source.rank)) return [];
		return [kind === 'secret' ? label : `${label} ${answer.text}`];
	});
	return said.join(', ');
}

/** One row a page: what was said on it, `!` when something of it is wrong. */
export function moreRow(page: SettingsPage, known: Known): TableRow {
	const wrong = known.problems.some(({level, setting}) => level === 'error' && page.settings.includes(setting));
	return {key: page.name, cells: [page.title, saidOn(page, known) || 'as usual'], mark: wrong ? '!' : ''};
}
