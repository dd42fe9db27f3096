/** Bundles a fixture program as the product is bundled, into a scratch folder. */
import {mkdtemp, readFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {build} from 'esbuild';

const root = path.resolve(import.meta.dirname, '../..');

/** The path of the bundled program; run it with `process.execPath`. */
export async function bundle(fixture: string): Promise<string> {
	const folder = await mkdtemp(path.join(tmpdir(), 'hostwright-fixture-'));
	const outfile = path.join(folder, 'program.mjs');
	await build({
		absWorkingDir: root,
		entryPoints: [path.join('test', fixture)],
		outfile,
		bundle: true,
		format: 'esm',
		platform: 'node',
		target: 'node24',
		jsx: 'automatic',
		define: {
			'process.env.NODE_ENV': '"production"',
			"process.env['NODE_ENV']": '"production"',
			"process.env['DEV']": '"false"',
		},
		external: ['react-devtools-core'],
		banner: {js: "import{createRequire as fromHere}from'node:module';const require=fromHere(import.meta.url);"},
		logLevel: 'warning',
		plugins: [
			{
				name: 'ink-without-devtools',
				setup(setup) {
					setup.onLoad({filter: /ink\/build\/reconciler\.js$/}, async ({path: file}) => ({
						loader: 'js',
						contents: (await readFile(file, 'utf8'))
							.replace("await import('./devtools.js')", 'void 0')
							.replace('await loadPackageJson()', '({})'),
					}));
				},
			},
		],
	});
	return outfile;
}
