/**
 * `npm run e2e -- [--image DIR] [--always] [PART...]`: boots what `npm run image` built in QEMU and drives it through the serial line.
 * DIR is its folder, dist/image when absent; --always leaves out what not every change is tested with.
 */
import {existsSync, mkdirSync} from 'node:fs';
import path from 'node:path';
import {parseArgs} from 'node:util';
import {openBench} from './bench.ts';
import type {Part} from './part.ts';
import {parts} from './parts/index.ts';
import {filesThatTell} from './passwords.ts';

const project = path.resolve(import.meta.dirname, '../..');
const {values, positionals} = parseArgs({
	options: {image: {type: 'string'}, always: {type: 'boolean'}},
	allowPositionals: true,
});
const products = path.resolve(values.image ?? path.join(project, 'dist/image'));
const folder = path.join(project, 'dist/e2e');

/** @returns whether it passed; its logs stay either way */
async function runPart(part: Part): Promise<boolean> {
	const bench = openBench(products, folder, part.name);
	const start = performance.now();
	const took = () => `${((performance.now() - start) / 1000).toFixed(1).padStart(6)} s`;
	process.stdout.write(`       ...  ${part.name}: ${part.proves}\n`);
	try {
		await part.run(bench);
		await bench.close();
		const telling = filesThatTell(bench.folder);
		if (telling.length > 0) throw new Error(`a password stands in ${telling.join(', ')}`);
		process.stdout.write(`${took()}  ${part.name}: passed\n`);
		return true;
	} catch (error) {
		process.stdout.write(
			`${took()}  ${part.name}: FAILED\n${error instanceof Error ? error.message : String(error)}\n`,
		);
		process.stdout.write(`Logs and last screens are in ${bench.folder}.\n`);
		return false;
	} finally {
		bench.keep();
		await bench.close();
	}
}

/** Those that were named, in the order in which they build on each other. */
function chosen(names: readonly string[]): readonly Part[] {
	const unknown = names.find(name => !parts.some(part => part.name === name));
	if (unknown !== undefined) {
		throw new Error(`"${unknown}" is no part; there are ${parts.map(({name}) => name).join(', ')}`);
	}
	if (names.length > 0) return parts.filter(({name}) => names.includes(name));
	return parts.filter(({always}) => always || !values.always);
}

if (!existsSync(path.join(products, 'SHA256SUMS'))) {
	process.stderr.write('e2e: there is no image to start; run: npm run image\n');
	process.exit(1);
}
mkdirSync(folder, {recursive: true});
const begin = performance.now();
let failed = 0;
for (const part of chosen(positionals)) if (!(await runPart(part))) failed += 1;
const minutes = ((performance.now() - begin) / 60_000).toFixed(1);
process.stdout.write(`e2e: ${failed === 0 ? 'all passed' : `${failed} failed`} in ${minutes} min\n`);
process.exitCode = failed === 0 ? 0 : 1;
