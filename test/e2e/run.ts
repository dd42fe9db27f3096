/**
 * `npm run e2e -- [--image DIR] [PART...]`: boots what `npm run image` built in QEMU and drives it through the serial line. DIR is
 * its folder, dist/image when absent.
 */
import {existsSync, mkdirSync} from 'node:fs';
import path from 'node:path';
import {parseArgs} from 'node:util';
import {openBench} from './bench.ts';
import type {Part} from './part.ts';
import {parts} from './parts/index.ts';

const project = path.resolve(import.meta.dirname, '../..');
const {values, positionals} = parseArgs({options: {image: {type: 'string'}}, allowPositionals: true});
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
	return names.length === 0 ? parts : parts.filter(({name}) => names.includes(name));
}

if (!existsSync(path.join(products, 'SHA256SUMS'))) {
	process.stderr.write('e2e: there is no image to start; run: npm run image\n');
	process.exit(1);
}
mkdirSync(folder, {recursive: true});
let failed = 0;
for (const part of chosen(positionals)) if (!(await runPart(part))) failed += 1;
process.stdout.write(failed === 0 ? 'e2e: all passed\n' : `e2e: ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;
