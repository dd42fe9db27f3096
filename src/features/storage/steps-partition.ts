/** The first step: old signatures go, a new GPT comes. The table is written last, so a cut before it leaves a blank disk. */
import type {Host, Region} from '../../host/host.ts';
import type {Step} from '../../plan/step.ts';
import {MIB} from './size.ts';

/** One disk's table. Positions in bytes, GUIDs from the job. */
export type Table = {
	readonly path: string;
	readonly isFile: boolean;
	readonly size: number;
	readonly sectorSize: number;
	readonly id: string;
	readonly rows: readonly TableRow[];
};

export type TableRow = {
	readonly number: number;
	readonly name: string;
	readonly start: number;
	readonly size: number;
	readonly type: string;
	readonly uuid: string;
};

/**
 * Signatures stand at the start of a disk or partition (file systems, LVM, md 1.1 and 1.2), or at its end (the backup
 * GPT, md 0.90 and 1.0, ZFS, BIOS RAID). Neighbours are merged.
 */
export function staleRegions({path, size, rows}: Table): readonly Region[] {
	const edges = [{start: 0, size}, ...rows].flatMap(part => {
		const length = Math.min(MIB, part.size);
		return [
			{start: part.start, end: part.start + length},
			{start: part.start + part.size - length, end: part.start + part.size},
		];
	});
	edges.sort((a, b) => a.start - b.start);
	const merged: Array<{start: number; end: number}> = [];
	for (const edge of edges) {
		const last = merged.at(-1);
		if (last && edge.start <= last.end) last.end = Math.max(last.end, edge.end);
		else merged.push({...edge});
	}
	return merged.map(({start, end}) => ({path, offset: start, length: end - start}));
}

/** The table as sfdisk(8) reads it: every number and identity said, nothing left to its defaults. */
export function tableScript({rows, id, sectorSize}: Table): string {
	const lines = rows.map(({number, name, start, size, type, uuid}) => {
		const fields = [`start=${start / sectorSize}`, `size=${size / sectorSize}`, `type=${type}`];
		return `${number}: ${[...fields, `uuid=${uuid}`, `name="${name}"`].join(', ')}`;
	});
	return ['label: gpt', `label-id: ${id}`, 'unit: sectors', '', ...lines, ''].join('\n');
}

/**
 * @param tables the boot disk first, then further disks
 * @param first what is asked before anything is erased: tools that a later step cannot do without
 */
export function partitionStep(
	work: string,
	name: string,
	tables: readonly Table[],
	first: (host: Host) => Promise<unknown>,
): Step {
	return {
		id: 'partition',
		title: `Partition ${name}`,
		async run(host) {
			await first(host);
			await host.makeDirectory(work, 0o700);
			for (const table of tables) await partition(host, table);
		},
		async done(host) {
			for (const table of tables) if (!(await hasTable(host, table))) return false;
			return true;
		},
	};
}

async function partition(host: Host, table: Table): Promise<void> {
	const {path, isFile} = table;
	// On a device this is also the kernel's own busy check: wipefs opens it exclusively.
	await host.run('wipefs', ['--all', '--quiet', path]);
	for (const region of staleRegions(table)) await host.zero(region);
	await host.flush(path);
	// The kernel is told by partx, once and only where there is one to tell.
	const quietly = ['--quiet', '--no-reread', '--no-tell-kernel', '--wipe', 'never', '--wipe-partitions', 'never'];
	await host.run('sfdisk', [...quietly, path], {input: tableScript(table)});
	await host.flush(path);
	if (!isFile) await tellKernel(host, path);
}

/** Partitions of a map (multipath) are maps themselves. */
async function tellKernel(host: Host, path: string): Promise<void> {
	if (path.startsWith('/dev/mapper/')) await host.run('kpartx', ['-u', '-p', '-part', path]);
	else await host.run('partx', ['--update', path]);
}

/** The GUIDs come from the job, so another install's table never passes for ours. */
async function hasTable(host: Host, {path, rows, id, sectorSize}: Table): Promise<boolean> {
	const {code, stdout} = await host.ask('sfdisk', ['--json', path]);
	if (code !== 0) return false;
	const table = field(JSON.parse(stdout), 'partitiontable');
	const found = field(table, 'partitions');
	if (!same(field(table, 'id'), id) || !Array.isArray(found) || found.length !== rows.length) return false;
	return rows.every(({name, start, size, type, uuid}, index) => {
		const row: unknown = found[index];
		return (
			Number(field(row, 'start')) * sectorSize === start &&
			Number(field(row, 'size')) * sectorSize === size &&
			field(row, 'name') === name &&
			same(field(row, 'uuid'), uuid) &&
			same(field(row, 'type'), type)
		);
	});
}

const same = (found: unknown, wanted: string) =>
	typeof found === 'string' && found.toLowerCase() === wanted.toLowerCase();

function field(value: unknown, name: string): unknown {
	if (typeof value !== 'object' || value === null) return undefined;
	return new Map<string, unknown>(Object.entries(value)).get(name);
}
