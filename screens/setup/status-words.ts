/** How the host does, in words. Pure. */
import type {Guests} from '../../src/probes/guests.ts';
import type {Link} from '../../src/probes/links.ts';
import type {Manager} from '../../src/probes/manager.ts';
import type {Registration} from '../../src/probes/registration.ts';
import type {FileSystem, Status} from '../../src/probes/status.ts';
import type {SetupSnapshot} from '../../src/session/setup-state.ts';
import {stateWords} from '../../src/features/engine/words.ts';
import {diskSize} from '../../src/features/storage/size.ts';
import {linkSpeed} from '../format.ts';
import {driftWords} from './change-words.ts';

export const UNKNOWN = 'not known';

/** `3 days 4:05`, `4:05` (hours and minutes). */
export function uptimeWords(seconds: number): string {
	const minutes = Math.floor(seconds / 60);
	const [days, hours] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24];
	const clock = `${hours}:${String(minutes % 60).padStart(2, '0')}`;
	return days === 0 ? clock : `${days} ${days === 1 ? 'day' : 'days'} ${clock}`;
}

const VIRTUALIZATION = {
	ready: 'ready',
	off: 'switched off in the firmware: no guest starts until it is on',
	none: 'not detected: this processor cannot run guests in hardware',
} as const;

export function guestWords(guests: Guests): string {
	if (!guests.known) return `${UNKNOWN}: ${guests.why}`;
	const {running} = guests;
	return running.length === 0 ? 'none is running' : `${running.length} running: ${running.join(', ')}`;
}

/** What restarting or powering off would do to the guests; a whole sentence. */
export function guestsLost(guests: Guests | undefined): string {
	if (!guests) return 'How many guests are running is not known yet.';
	if (!guests.known) return `How many guests are running is not known: ${guests.why}.`;
	const {running} = guests;
	if (running.length === 0) return 'No guest is running.';
	return running.length === 1
		? `1 guest is running and ends with it: ${running.join(', ')}.`
		: `${running.length} guests are running and end with it: ${running.join(', ')}.`;
}

function linkWords(link: Link, all: readonly Link[]): string {
	const {name, kind, of, state, addresses, speed} = link;
	const ports = all.filter(other => other.of === name).map(other => other.name);
	const what = kind === '' ? '' : ports.length === 0 ? kind : `${kind} over ${ports.join(', ')}`;
	const isUp = state === 'UP' ? 'up' : state === 'UNKNOWN' ? '' : 'no link';
	const carries = of === '' ? '' : `in ${of}`;
	return [name, isUp === 'up' ? `up ${linkSpeed(speed)}`.trimEnd() : isUp, what, carries, addresses.join(' ')]
		.filter(Boolean)
		.join(', ');
}

/** Links that carry an address, then bridges and bonds, then the rest. */
const rankOf = ({addresses, kind}: Link) => (addresses.length > 0 ? 0 : kind === '' ? 2 : 1);

const sorted = (links: readonly Link[]) => [...links].sort((a, b) => rankOf(a) - rankOf(b));

const fileSystemWords = ({at, size, used}: FileSystem) =>
	`${at} ${size === 0 ? 0 : Math.round((used / size) * 100)} % of ${diskSize(size)}`;

const managerWords = (manager: Manager | null, registration: Registration = {}) =>
	manager ? `${manager.name} (${manager.trace})` : (stateWords(registration) ?? 'this console alone');

const logWords = (targets: readonly string[]) =>
	targets.length === 0 ? 'kept on this host' : `also to ${targets.join(', ')}`;

/** What is not known yet, and what never will be here. */
const orUnknown = <T>(value: T | undefined, words: (value: T) => string, looking: boolean) =>
	value === undefined ? (looking ? `${UNKNOWN} yet` : UNKNOWN) : words(value);

function settingsWords({failures, differing, drift}: Pick<SetupSnapshot, 'failures' | 'differing' | 'drift'>): string {
	const failed = failures.map(({title}) => title).join(', ');
	const typed = differing.size === 0 ? '' : `${differing.size} changed and not applied yet`;
	const drifted = drift && drift.paths.length > 0 ? driftWords(drift).replace(/\.$/, '') : '';
	return (
		[failed === '' ? '' : `failed when last applied: ${failed}`, typed, drifted].filter(Boolean).join('; ') ||
		'no change is waiting'
	);
}

type Known = Pick<SetupSnapshot, 'status' | 'looking' | 'failures' | 'differing' | 'drift'>;

function linkRows({links}: Status, looking: boolean): ReadonlyArray<readonly [string, string]> {
	if (!links || links.length === 0)
		return [['Network', links ? 'no interface' : looking ? `${UNKNOWN} yet` : UNKNOWN]];
	return sorted(links).map((link, at) => [at === 0 ? 'Network' : '', linkWords(link, links)]);
}

/** Rows of what and how it is. */
export function statusRows({status, looking, ...rest}: Known): ReadonlyArray<readonly [string, string]> {
	const {hostname, uptime, load, fileSystems, logTargets, virtualization, guests, manager, registration} = status;
	return [
		['Host', orUnknown(hostname, name => name, looking)],
		['Up', orUnknown(uptime, uptimeWords, looking)],
		['Load', orUnknown(load, words => words, looking)],
		['Managed by', orUnknown(manager, who => managerWords(who, registration), looking)],
		['Virtualization', orUnknown(virtualization, state => VIRTUALIZATION[state], looking)],
		['Guests', orUnknown(guests, guestWords, looking)],
		...linkRows(status, looking),
		['Logs', orUnknown(logTargets, logWords, looking)],
		['Disks', orUnknown(fileSystems, all => all.map(fileSystemWords).join(', '), looking)],
		['Settings', settingsWords(rest)],
	];
}
