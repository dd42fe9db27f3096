/** A host of ours on a disk: known by the names of its partitions, read from CONFIG without mounting anything. */
import type {Host} from '../host/host.ts';
import {parseLoose, textAt} from './loose-json.ts';
import type {EarlierHost} from './machine.ts';
import type {Table} from './partitions.ts';

/** Partition names that only a host of ours has together (the contract of the disk layout). */
const ours = ['ESP', 'ROOT-A', 'ROOT-B', 'CONFIG'];

/** @param path the disk or plain file, read at the place of its CONFIG partition */
export async function findEarlierHost(host: Host, path: string, table: Table): Promise<EarlierHost | undefined> {
	const labels = table.partitions.map(({label}) => label);
	const config = table.partitions.find(({label}) => label === 'CONFIG');
	if (table.kind !== 'gpt' || !config || !ours.every(name => labels.includes(name))) return undefined;
	const device = `${path}?offset=${config.start}`;
	const inside = (request: string) => host.ask('debugfs', ['-R', request, device]);
	const [about, names] = await Promise.all([inside('cat /hostwright/host.json'), inside('ls -p /hostwright')]);
	const facts = parseLoose(about.stdout);
	const hostname = textAt(facts, 'hostname');
	return {
		hostname,
		version: textAt(facts, 'version'),
		installedAt: textAt(facts, 'installedAt'),
		incomplete: Object.keys(facts).length === 0 || namesListed(names.stdout).includes('incomplete'),
	};
}

/** `ls -p` of debugfs(8): one line each, `/inode/mode/uid/gid/name/size/`. */
function namesListed(listing: string): readonly string[] {
	return listing.split('\n').map(line => line.split('/')[5] ?? '');
}
