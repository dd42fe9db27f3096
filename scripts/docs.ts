/** Writes docs/reference.md from the declarations; `--check` writes nothing and fails when the file is stale. */
import {mkdir, readFile, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {reference} from '../src/session/reference.ts';

const file = path.resolve(import.meta.dirname, '../docs/reference.md');
const text = reference('markdown') ?? '';

if (process.argv.includes('--check')) {
	const current = await readFile(file, 'utf8').catch(() => '');
	if (current !== text) {
		process.stderr.write('docs/reference.md does not say what the declarations say; run: npm run docs\n');
		process.exitCode = 1;
	}
} else {
	await mkdir(path.dirname(file), {recursive: true});
	await writeFile(file, text);
}
