/** The domain of NFS version 4, as the library of NFS and the parser of nfs-utils read it; it needs root. */
import {mkdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {expect} from 'vitest';
import {scratch} from '../host/scratch.ts';
import {inNamespace} from '../namespace.ts';

const CONF = '/etc/idmapd.conf';

/** For each text of idmapd.conf the domain that is used (nfsidmap -d), and the one that is found (nfsconf). */
export async function nfsDomains(...texts: readonly string[]): Promise<ReadonlyArray<readonly string[]>> {
	const root = await scratch();
	await mkdir(join(root, 'etc'));
	await writeFile(join(root, CONF), '');
	await Promise.all(texts.map((text, at) => writeFile(join(root, String(at)), text)));
	const read = `nfsidmap -d; nfsconf --file ${CONF} --get General Domain`;
	const script = `for at in $(seq 0 ${texts.length - 1}); do cat "$1/$at" >${CONF}; ${read}; done`;
	const {stdout, stderr} = inNamespace(root, [CONF], script, [root]);
	expect(stderr).toBe('');
	const lines = stdout.trim().split('\n');
	return texts.map((_, at) => lines.slice(2 * at, 2 * at + 2));
}
