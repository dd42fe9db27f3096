/** systemd-analyze(1) verify about one unit. Its exit code is 0 for keys it does not know. */
import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {realHost} from '../../src/host/real-host.ts';
import {scratch} from '../host/scratch.ts';

/** What it says of the unit; of units of this machine it may say more. */
export async function verifyUnit(name: string, text: string): Promise<readonly string[]> {
	const file = join(await scratch(), name);
	await writeFile(file, text);
	const {stderr} = await realHost().ask('systemd-analyze', ['verify', '--man=no', file]);
	return stderr.split('\n').filter(line => line.includes(name.replace('.service', '')));
}
