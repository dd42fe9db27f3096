/** Bundles bin/main.tsx into dist/: one entry, a chunk per lazily imported command, minified, production React. */
import {chmod, readFile, rm} from 'node:fs/promises';
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

await rm(path.join(root, 'dist'), {recursive: true, force: true});
await build({
	absWorkingDir: root,
	entryPoints: {hostwright: 'bin/main.ts'},
	outdir: 'dist',
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
	plugins: [inkWithoutDevtools],
	logLevel: 'warning',
});
await chmod(path.join(root, 'bin/hostwright'), 0o755);
