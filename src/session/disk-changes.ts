/** What moved between the plan that was shown and now: a sentence each. Pure. */
import type {DiskIdentity} from '../plan/step.ts';
import type {Content, Disk} from '../probes/machine.ts';

const WHO = [
	['model', 'its model'],
	['serial', 'its serial number'],
	['wwn', 'its WWN'],
	['size', 'its size in bytes'],
	['sectorSize', 'its sector size'],
] as const;

/** Is this still the disk that was consented to? Differences in words; none when it is. */
export function changesOfWho(then: DiskIdentity, now: DiskIdentity): readonly string[] {
	return WHO.filter(([key]) => then[key] !== now[key]).map(
		([key, words]) => `${then.name} (${then.path}): ${words} was "${then[key]}" and is "${now[key]}" now`,
	);
}

/** Does it still hold what it held? */
export function changesOfWhat(then: DiskIdentity, now: DiskIdentity): readonly string[] {
	if (then.signatures === now.signatures) return [];
	const words =
		then.holds === now.holds
			? `what is on it changed, though it still reads as ${now.holds}`
			: `it read as ${then.holds} when the plan was shown, and reads as ${now.holds} now`;
	return [`${then.name} (${then.path}): ${words}`];
}

/**
 * For a job that was interrupted: may what is on the disk now come from that job? It may when the table is the job's own, or
 * when nothing is there that was not there when the plan was shown (old signatures go one by one).
 */
export function couldBeOurs(then: Disk, now: Disk, tables: ReadonlySet<string>): boolean {
	if (tables.has(now.tableId)) return true;
	if (now.table !== '' && !isSameTable(then, now)) return false;
	const known = new Set(then.contents.map(signature));
	return now.contents.every(content => known.has(signature(content)));
}

/** A GPT whose header is wiped first still has its protective MBR, which reads as `dos`. */
const isSameTable = (then: Disk, now: Disk): boolean =>
	now.table === then.table ? now.tableId === then.tableId : then.table === 'gpt' && now.table === 'dos';

const signature = ({type, offset, uuid}: Content) => [type, offset ?? '', uuid].join(' ');
