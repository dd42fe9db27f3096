/** A disk of ours that is not in any machine: where its partitions are, and what its CONFIG holds. */
import {execFileSync} from 'node:child_process';

/** Bytes. */
export type Stretch = {readonly start: number; readonly size: number};

/** @throws {Error} when the disk has no such partition */
export function partitionOf(disk: string, name: string): Stretch {
	const said = execFileSync('sfdisk', ['--json', disk], {encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore']});
	type Table = {sectorsize: number; partitions: ReadonlyArray<{start: number; size: number; name: string}>};
	const {partitiontable: table} = JSON.parse(said) as {partitiontable: Table};
	const found = table.partitions.find(each => each.name === name);
	if (!found) throw new Error(`${disk} has no partition ${name}`);
	return {start: found.start * table.sectorsize, size: found.size * table.sectorsize};
}

/** A file of the partition CONFIG, such as `/hostwright/settings.yaml`. */
export function fileOnConfig(disk: string, file: string): string {
	const {start} = partitionOf(disk, 'CONFIG');
	const args = ['-R', `cat ${file}`, `${disk}?offset=${start}`];
	return execFileSync('debugfs', args, {encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore']});
}
