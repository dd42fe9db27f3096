/** A fresh folder for one test, gone afterwards. */
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {onTestFinished} from 'vitest';

export async function scratch(): Promise<string> {
	const dir = await mkdtemp(join(tmpdir(), 'hostwright-'));
	onTestFinished(() => rm(dir, {recursive: true, force: true}));
	return dir;
}
