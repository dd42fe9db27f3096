/** A plain file as a disk: what `--disk FILE` and the practice disks are. */
import {basename} from 'node:path';
import type {Host} from '../host/host.ts';
import {HostFailed} from '../host/host.ts';
import {mapWide, namesIn, realPath, textOf} from './asking.ts';
import {findEarlierHost} from './earlier-host.ts';
import type {Disk, Use} from './machine.ts';
import {readContents} from './signatures.ts';

/** Files have the sectors every tool assumes. */
const SECTOR = 512;

/** @throws {HostFailed} when there is no such file, or it is something else */
export async function probeFile(host: Host, path: string): Promise<Disk> {
	const real = (await realPath(host, path)) ?? path;
	const found = await host.stat(real);
	if (!found) throw new HostFailed(path, 'looking at', 'ENOENT');
	if (found.kind !== 'file')
		throw new HostFailed(path, 'using as a plain file', found.kind === 'directory' ? 'EISDIR' : 'EINVAL');
	const name = basename(real);
	const [held, uses, writable, inode] = await Promise.all([
		readContents(host, {name, path: real, sectorSize: SECTOR, nodes: []}),
		loopsOn(host, real),
		host.ask('test', ['-w', real]),
		inodeOf(host, real),
	]);
	return {
		...{
			name,
			path: real,
			inode,
			size: found.size,
			bus: 'file',
			model: '',
			serial: '',
			wwn: '',
			byPath: '',
			links: [],
		},
		...{sectorSize: SECTOR, rotational: false, removable: false, isMedium: false, paths: [], pathOf: ''},
		// 1 says no; 127 would say there is no test(1).
		readOnly: writable.code === 1,
		table: held.table.kind,
		tableId: held.table.id,
		// Groups that a file belongs to are nowhere asked for: LVM and md look at devices only.
		contents: held.contents,
		uses,
		host: await findEarlierHost(host, real, held.table),
	};
}

/** Which file this is, whatever it is called; empty when unknown. */
export async function inodeOf(host: Host, path: string): Promise<string> {
	return (await host.stat((await realPath(host, path)) ?? path))?.inode ?? '';
}

/** A loop device over the file means that somebody else works on it. */
async function loopsOn(host: Host, path: string): Promise<readonly Use[]> {
	const loops = (await namesIn(host, '/sys/block')).filter(name => name.startsWith('loop'));
	const files = await mapWide(loops, name => textOf(host, `/sys/block/${name}/loop/backing_file`));
	return loops
		.filter((_, index) => files[index] === path)
		.map(name => ({how: 'held', by: name, where: basename(path)}));
}
