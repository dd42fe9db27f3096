/** `npm run image`: the image, and everything a machine can be started from with it. docs/image.md tells more. */
import {existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync} from 'node:fs';
import path from 'node:path';
import {compose} from './compose.ts';
import {makeInitramfs} from './initramfs.ts';
import {writeManifests, writeSums} from './manifests.ts';
import {makeIso, makeNetworkFiles} from './media.ts';
import {CannotBuild, readOptions, type Options} from './options.ts';
import {runStages} from './progress.ts';
import {makeRoot} from './root.ts';
import {makeSquashfs} from './squashfs.ts';
import {openWorkshop, project, type Workshop} from './workshop.ts';

/** MB of 10^6 bytes, as a disk's label counts. */
const megabytes = (file: string) => `${(statSync(file).size / 1e6).toFixed(1).padStart(7)} MB  ${path.basename(file)}`;

async function build(options: Options): Promise<void> {
	if (process.getuid?.() !== 0) throw new CannotBuild('Building an image takes root; run: sudo npm run image');
	// Modes of what is written must not depend on who builds.
	process.umask(0o022);
	emptyOutput(options.output);
	const shop = await openWorkshop(options, releaseOf());
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => abandon(shop, signal));
	let largest: readonly string[] = [];
	try {
		await runStages(
			[
				{title: 'Root file system from Debian packages', usual: 120, run: () => makeRoot(shop)},
				{title: 'hostwright, its units and accounts', usual: 10, run: () => compose(shop)},
				{title: 'Initramfs', usual: 15, run: () => makeInitramfs(shop)},
				{title: `Image (${options.compression})`, usual: 60, run: () => makeSquashfs(shop)},
				{title: 'Files for network boots', usual: 1, run: () => makeNetworkFiles(shop)},
				{title: 'ISO', usual: 5, run: () => makeIso(shop)},
				{title: 'Manifests', usual: 5, run: async () => void (largest = await writeManifests(shop))},
				{title: 'Sums', usual: 3, run: () => writeSums(shop)},
			],
			shop.cache,
		);
	} finally {
		rmSync(shop.work, {recursive: true, force: true});
	}
	const products = ['image.squashfs', 'vmlinuz', 'initrd', 'hostwright.iso'].map(name =>
		path.join(options.output, name),
	);
	process.stdout.write(
		[`hostwright ${shop.version} in ${options.output}:`, ...products.map(megabytes)].join('\n') +
			`\nThe ten largest packages, unpacked:\n${largest.join('\n')}\n`,
	);
}

/** A root file system of half a gigabyte is not left lying about. */
function abandon({work}: Workshop, signal: NodeJS.Signals): void {
	rmSync(work, {recursive: true, force: true});
	process.kill(process.pid, signal);
}

/** Removes what an earlier build left, and nothing else of anybody's. @throws {CannotBuild} */
function emptyOutput(folder: string): void {
	const names = existsSync(folder) ? readdirSync(folder) : [];
	if (names.length > 0 && !names.includes('build.log'))
		throw new CannotBuild(`${folder} holds files and no earlier build; give --output an empty folder.`);
	rmSync(folder, {recursive: true, force: true});
	mkdirSync(folder, {recursive: true});
}

/** The version of package.json. */
function releaseOf(): string {
	const text = readFileSync(path.join(project, 'package.json'), 'utf8');
	return /"version": "([^"]+)"/.exec(text)?.[1] ?? '0';
}

try {
	const options = readOptions(process.argv.slice(2), path.join(project, 'dist/image'));
	if (options) await build(options);
} catch (error) {
	if (!(error instanceof CannotBuild)) throw error;
	process.stderr.write(`image: ${error.message}\n`);
	process.exitCode = 1;
}
