/** The partition table of a disk or of a plain file, as sfdisk(8) reads it. */
import {basename} from 'node:path';
import type {Host} from '../host/host.ts';
import {printedBy} from './asking.ts';
import {asLoose, numberAt, parseLoose, recordsAt, textAt} from './loose-json.ts';

export type Partition = {
	/** `sda1`, `nvme0n1p1`, `disk.img1`: what its node is called, or would be. */
	readonly name: string;
	/** `/dev/sda1`; whether the node exists is another question. */
	readonly node: string;
	/** Bytes. */
	readonly start: number;
	readonly size: number;
	/** GPT type GUID in upper case, or the DOS number. */
	readonly type: string;
	/** GPT name. */
	readonly label: string;
};

export type Table = {
	/** `gpt`, `dos`; empty when there is none, or one nobody installs to. */
	readonly kind: string;
	/** Lower case. */
	readonly id: string;
	readonly partitions: readonly Partition[];
};

export const noTable: Table = {kind: '', id: '', partitions: []};

/** DOS numbers of partitions that hold only other partitions. */
const containers = ['5', 'f', '85', '0x5', '0xf', '0x85'];

/** @param sectorSize bytes; sfdisk counts in sectors and says their size only since 2.35 */
export async function readTable(host: Host, path: string, sectorSize: number): Promise<Table> {
	const printed = await printedBy(host, 'sfdisk', ['-J', path]);
	const table = asLoose(parseLoose(printed ?? '')['partitiontable']);
	const sector = numberAt(table, 'sectorsize') || sectorSize;
	const kind = textAt(table, 'label');
	if (kind !== 'gpt' && kind !== 'dos') return noTable;
	const partitions = recordsAt(table, 'partitions').map(record => ({
		name: basename(textAt(record, 'node')),
		node: textAt(record, 'node'),
		start: numberAt(record, 'start') * sector,
		size: numberAt(record, 'size') * sector,
		type: textAt(record, 'type').toUpperCase(),
		label: textAt(record, 'name'),
	}));
	return {
		kind,
		id: textAt(table, 'id').toLowerCase(),
		partitions: partitions.filter(({type}) => !containers.includes(type.toLowerCase())),
	};
}
