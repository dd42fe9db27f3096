/** What a disk and its partitions hold, by the signatures libblkid finds. */
import type {Host} from '../host/host.ts';
import {mapWide} from './asking.ts';
import type {BlockNode} from './block-tree.ts';
import {parseLoose, recordsAt, textAt} from './loose-json.ts';
import type {Content} from './machine.ts';
import {noTable, readTable, type Partition, type Table} from './partitions.ts';

/** Nothing is known: nobody could read it. */
export const UNREADABLE = 'unknown';

/** What stands where a signature would. */
type Signature = Pick<Content, 'type' | 'label' | 'uuid'>;

const NOBODY_KNOWS: Signature = {type: UNREADABLE, label: '', uuid: ''};

/** A disk or a plain file, and the partitions of it that have nodes of their own. */
export type Readable = {
	readonly name: string;
	readonly path: string;
	readonly sectorSize: number;
	readonly node?: BlockNode;
	readonly nodes: readonly BlockNode[];
};

export type Held = {readonly table: Table; readonly contents: readonly Content[]};

/** Words of wipefs(8) for partition tables, which are no contents. `PMBR` is what protects a GPT from old tools. */
const tables = ['gpt', 'dos', 'PMBR'];

/** Reads the device itself, so it holds also without udev and when udev's database is stale. */
export async function readContents(host: Host, disk: Readable): Promise<Held> {
	const whole = (await signaturesOf(host, disk.path)) ?? fromUdev(disk.node);
	const hasTable = whole.some(({type}) => tables.includes(type));
	const table = hasTable ? await readTable(host, disk.path, disk.sectorSize) : noTable;
	const own = whole.filter(({type}) => !tables.includes(type)).map(found => content(disk.name, 0, '', found));
	const parts = await mapWide(table.partitions, part => partitionContents(host, disk, part));
	// A table that sfdisk cannot read says nothing of what lies behind it: a disk with nothing else is not empty.
	const unread = hasTable && table === noTable && own.length === 0;
	const behind = unread ? [content(disk.name, 0, '', NOBODY_KNOWS)] : [];
	return {table, contents: [...own, ...behind, ...parts.flat()]};
}

/** One entry at least for each partition: one without a signature may still hold somebody's data. */
async function partitionContents(host: Host, disk: Readable, part: Partition): Promise<readonly Content[]> {
	const node = disk.nodes.find(({path}) => path === part.node);
	const found = node
		? ((await signaturesOf(host, node.path)) ?? fromUdev(node))
		: await signatureAt(host, disk.path, part);
	const inside = found.filter(({type}) => type !== 'PMBR');
	const signatures = inside.length > 0 ? inside : [{type: '', label: '', uuid: ''}];
	return signatures.map(signature => content(node?.name ?? part.name, part.start, part.label, signature));
}

function content(where: string, offset: number, partLabel: string, {type, label, uuid}: Signature): Content {
	return {where, type, offset, label, uuid, partLabel};
}

/** All signatures on a device, each type once (ZFS and GPT keep several copies); undefined when it cannot be read. */
async function signaturesOf(host: Host, path: string): Promise<readonly Signature[] | undefined> {
	const {code, stdout} = await host.ask('wipefs', ['-J', path]);
	if (code !== 0) return undefined;
	const found = new Map<string, Signature>();
	for (const record of recordsAt(parseLoose(stdout), 'signatures')) {
		const type = textAt(record, 'type');
		const before = found.get(type);
		found.set(type, {
			type,
			label: textAt(record, 'label') || (before?.label ?? ''),
			uuid: textAt(record, 'uuid') || (before?.uuid ?? ''),
		});
	}
	return [...found.values()];
}

/** The signature in a stretch of a file or of a disk whose partitions have no nodes. Exit code 2 of blkid(8): there is none. */
async function signatureAt(host: Host, path: string, {start, size}: Partition): Promise<readonly Signature[]> {
	const {code, stdout} = await host.ask('blkid', [
		'-p',
		'-O',
		String(start),
		'-S',
		String(size),
		'-o',
		'export',
		path,
	]);
	if (code === 2) return [];
	const said = new Map(stdout.split('\n').map(line => [line.slice(0, line.indexOf('=')), unescape(line)] as const));
	// 8: several signatures contradict each other.
	const type = code === 0 ? (said.get('TYPE') ?? '') : UNREADABLE;
	return type ? [{type, label: said.get('LABEL') ?? '', uuid: said.get('UUID') ?? ''}] : [];
}

/** blkid writes `\ ` for a blank in its export format. */
function unescape(line: string): string {
	return line.slice(line.indexOf('=') + 1).replaceAll(/\\(.)/g, '$1');
}

/** What udev found when the device appeared; without udev it is unknown. */
function fromUdev(node: BlockNode | undefined): readonly Signature[] {
	const {type, label, uuid, table} = node?.udev ?? {type: '', label: '', uuid: '', table: ''};
	const found = [...(type ? [{type, label, uuid}] : []), ...(table ? [{type: table, label: '', uuid: ''}] : [])];
	return found.length > 0 ? found : [NOBODY_KNOWS];
}
