/**
 * The shortest way from one place of the screen to another. Down goes VT, which a VT100 takes for a line feed and no tty turns into
 * two bytes, as it does LF.
 */

/** What a terminal has beyond the VT100's set. */
export type Abilities = {
	/** ECH: erases so many characters (VT220, xterm, Linux console). */
	readonly erase: boolean;
	/** ICH and DCH: characters move aside or close up (VT220, xterm, Linux console). */
	readonly insert: boolean;
	/** CHA and VPA: to a column, to a line (xterm, Linux console). */
	readonly jump: boolean;
	/** Says where a paste begins and ends, when asked to (xterm's mode 2004). */
	readonly paste: boolean;
};

const CSI = '\u001B[';
const TAB_STOPS = 8;

/** `CSI n letter`, where 1 need not be said. */
export const sequence = (count: number, letter: string) => `${CSI}${count === 1 ? '' : count}${letter}`;

const shortest = (ways: readonly string[]) =>
	ways.reduce((best, way) => (way.length < best.length ? way : best), ways[0] ?? '');

/** Tab stops every 8 columns, as terminals start with; what they leave is stepped. */
function byTabs(from: number, to: number): string | undefined {
	const last = Math.floor(to / TAB_STOPS) * TAB_STOPS;
	if (last <= from) return undefined;
	const tabs = '\t'.repeat(last / TAB_STOPS - Math.floor(from / TAB_STOPS));
	return to === last ? tabs : `${tabs}${sequence(to - last, 'C')}`;
}

/** Backwards from the next tab stop behind the aim. */
function byTabsAndBack(from: number, to: number, columns: number): string | undefined {
	const stop = Math.ceil(to / TAB_STOPS) * TAB_STOPS;
	const tabs = byTabs(from, stop);
	return tabs === undefined || stop >= columns ? undefined : `${tabs}${'\b'.repeat(stop - to)}`;
}

function ways(from: number, to: number, columns: number, {jump}: Abilities): string[] {
	const all = from < to ? [sequence(to - from, 'C')] : ['\b'.repeat(from - to), sequence(from - to, 'D')];
	if (from < to) {
		const tabbed = [byTabs(from, to), byTabsAndBack(from, to, columns)];
		all.push(...tabbed.filter(way => way !== undefined));
	}
	if (jump) all.push(sequence(to + 1, 'G'));
	return all;
}

const known = new Map<string, string>();

/** Within a line. */
export function along(from: number, to: number, columns: number, abilities: Abilities): string {
	if (from === to) return '';
	const key = `${from} ${to} ${columns} ${abilities.jump}`;
	const found = known.get(key);
	if (found !== undefined) return found;
	const direct = ways(from, to, columns, abilities);
	const start = to === 0 ? '\r' : `\r${from === 0 ? direct[0] : along(0, to, columns, abilities)}`;
	const way = shortest([...direct, start]);
	known.set(key, way);
	return way;
}

export type Place = {readonly x: number; readonly y: number};

/** From a place, or from nobody knows where. */
export function motion(from: Place | undefined, to: Place, columns: number, abilities: Abilities): string {
	const {x, y} = to;
	const absolute = `${CSI}${y === 0 && x === 0 ? '' : x === 0 ? y + 1 : `${y + 1};${x + 1}`}H`;
	if (!from) return absolute;
	if (from.y === y) return shortest([along(from.x, x, columns, abilities), absolute]);
	const down = y - from.y;
	const kept = along(from.x, x, columns, abilities);
	const started = along(0, x, columns, abilities);
	const all = [absolute, `${sequence(Math.abs(down), down > 0 ? 'B' : 'A')}${kept}`];
	// VT and RI scroll only at the edge of the screen, which is never beyond the aim.
	if (down > 0) all.push(`${'\v'.repeat(down)}${kept}`, `\r${'\v'.repeat(down)}${started}`);
	if (down === -1) all.push(`\u001BM${kept}`);
	if (abilities.jump) all.push(`${sequence(y + 1, 'd')}${kept}`);
	return shortest(all);
}
