/** Bundles bin/main.tsx into dist/: one entry, a chunk per lazily imported command, minified, production React. */
import {existsSync} from 'node:fs';
import {chmod, readFile, rename, rm} from 'node:fs/promises';
import path from 'node:path';
import {build, type Plugin} from 'esbuild';

const root = path.resolve(import.meta.dirname, '..');

/** ink looks for react-devtools-core and for its own package.json at start; neither exists in a bundle. */
const inkWithoutDevtools: Plugin = {
	name: 'ink-without-devtools',
	setup(setup) {
		setup.onLoad({filter: /ink\/build\/reconciler\.js$/}, async ({path: file}) => {
			const source = await readFile(file, 'utf8');
			const contents = source
				.replace("await import('./devtools.js')", 'void 0')
				.replace('await loadPackageJson()', '({})');
			return {contents, loader: 'js'};
		});
	},
};

/** In a text that is known to hold it. @throws when it does not: another version of the dependency */
function replaced(source: string, found: string | RegExp, by: string): string {
	const now = source.replace(found, by);
	if (now === source) throw new Error(`nothing to replace: ${String(found)}`);
	return now;
}

/**
 * ink measures and takes apart every text of every frame anew, and makes an object for each blank of the screen: half the work of a
 * key was collecting that. What it knew of the texts of the frame before is kept, and a blank is one object.
 */
const inkWithMemory: Plugin = {
	name: 'ink-with-memory',
	setup(setup) {
		setup.onLoad({filter: /ink\/build\/output\.js$/}, async ({path: file}) => {
			const source = await readFile(file, 'utf8');
			const kept = replaced(source, 'caches = new OutputCaches();', 'caches = keptCaches();');
			const contents = replaced(kept, /row\.push\(\{[^}]*\}\)/, 'row.push(BLANK_CELL)');
			return {contents: `${contents}\n${MEMORY}`, loader: 'js'};
		});
	},
};
const MEMORY = `
const BLANK_CELL = {type: 'char', value: ' ', fullWidth: false, styles: []};
let caches = new OutputCaches();
function keptCaches() {
	if (caches.styledChars.size > 2000) caches = new OutputCaches();
	return caches;
}`;

/** yoga carries its WebAssembly in itself, and yet asks for global fetch: the first touch of it loads an HTTP client of 8 MiB. */
const yogaWithoutFetch: Plugin = {
	name: 'yoga-without-fetch',
	setup(setup) {
		setup.onLoad({filter: /yoga-wasm-base64-esm\.js$/}, async ({path: file}) => ({
			contents: `const fetch = undefined;\n${await readFile(file, 'utf8')}`,
			loader: 'js',
		}));
	},
};

// Built beside the old one and then put in its place: a program that is running loads its chunks from there.
const [fresh, old] = [path.join(root, `dist.${process.pid}`), path.join(root, `dist.${process.pid}.old`)];
await build({
	absWorkingDir: root,
	entryPoints: {hostwright: 'bin/main.ts', 'hash-worker': 'bin/hash-worker.ts'},
	outdir: fresh,
	outExtension: {'.js': '.mjs'},
	bundle: true,
	splitting: true,
	format: 'esm',
	platform: 'node',
	target: 'node24',
	minify: true,
	legalComments: 'none',
	jsx: 'automatic',
	define: {
		'process.env.NODE_ENV': '"production"',
		"process.env['NODE_ENV']": '"production"',
		'process.env.DEV': '"false"',
		"process.env['DEV']": '"false"',
	},
	external: ['react-devtools-core'],
	banner: {js: "import{createRequire as __require}from'node:module';const require=__require(import.meta.url);"},
	plugins: [inkWithoutDevtools, inkWithMemory, yogaWithoutFetch],
	logLevel: 'warning',
});
if (existsSync(path.join(root, 'dist'))) await rename(path.join(root, 'dist'), old);
// What `npm run image` and `npm run e2e` left stays.
for (const name of ['image', 'e2e']) {
	if (existsSync(path.join(old, name))) await rename(path.join(old, name), path.join(fresh, name));
}
await rename(fresh, path.join(root, 'dist'));
await rm(old, {recursive: true, force: true});
await chmod(path.join(root, 'bin/hostwright'), 0o755);
