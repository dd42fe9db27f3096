/** The house of the design: who may import whom, who may touch the machine, and no export that nobody uses. */
import {readdir, readFile} from 'node:fs/promises';
import path from 'node:path';
import {describe, expect, it} from 'vitest';

const root = path.resolve(import.meta.dirname, '..');

type Import = {readonly file: string; readonly target: string; readonly typeOnly: boolean};

/** Floors by name: what each may import at run time, and what it may import as types only. */
const MAY: Readonly<Record<string, {readonly values: readonly string[]; readonly types?: readonly string[]}>> = {
	bin: {values: ['session', 'screens', 'tui', 'terminal', 'host', 'bin'], types: ['*']},
	screens: {values: ['features', 'tui', 'screens'], types: ['session', 'probes', 'plan', 'settings']},
	session: {values: ['sources', 'features', 'plan', 'probes', 'platforms', 'host', 'settings', 'session']},
	features: {values: ['settings', 'plan', 'probes', 'features'], types: ['host', 'platforms']},
	plan: {values: ['host', 'settings', 'plan']},
	probes: {values: ['host', 'probes']},
	sources: {values: ['settings', 'sources'], types: ['features']},
	host: {values: ['settings', 'host']},
	platforms: {values: ['settings', 'host', 'platforms']},
	tui: {values: ['settings', 'terminal', 'tui']},
	settings: {values: ['settings']},
	terminal: {values: ['terminal']},
};

/** Modules that reach the machine; the floors that may import them (design section 3). */
const MACHINE = /^(execa|systeminformation|conf|node:(fs|fs\/promises|child_process|os|net|tty))$/;
const MACHINE_MAY: Readonly<Record<string, RegExp>> = {
	host: /./,
	sources: /^conf$|^node:(fs|fs\/promises|os)$/,
	plan: /^node:(fs|fs\/promises|os)$/,
	terminal: /^node:(fs|tty)$/,
	bin: /^node:(fs|fs\/promises|child_process|os|tty)$/,
};

async function sources(): Promise<readonly string[]> {
	const files: string[] = [];
	for (const folder of ['bin', 'screens', 'src']) {
		for (const entry of await readdir(path.join(root, folder), {recursive: true, withFileTypes: true})) {
			const file = path.join(entry.parentPath, entry.name);
			if (entry.isFile() && /\.tsx?$/.test(entry.name)) files.push(path.relative(root, file));
		}
	}
	return files;
}

const floorOf = (file: string) => (file.startsWith('src/') ? (file.split('/')[1] ?? '') : (file.split('/')[0] ?? ''));
const IMPORT = /(?:^|\n)\s*(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?'([^']+)'|import\('([^']+)'\)/g;

async function importsOf(file: string): Promise<readonly Import[]> {
	const text = await readFile(path.join(root, file), 'utf8');
	return [...text.matchAll(IMPORT)].map(match => ({
		file,
		target: match[2] ?? match[3] ?? '',
		typeOnly: match[1] !== undefined,
	}));
}

const files = await sources();
const imports = (await Promise.all(files.map(importsOf))).flat();
const ours = imports
	.filter(({target}) => target.startsWith('.'))
	.map(entry => ({
		...entry,
		target: path.relative(root, path.resolve(root, path.dirname(entry.file), entry.target)),
	}));

describe('the house', () => {
	it('reads enough of itself for the rules to mean something', () => {
		expect(files.length).toBeGreaterThan(50);
		expect(ours.length).toBeGreaterThan(150);
	});

	it('imports only downwards', () => {
		const wrong = ours.filter(({file, target, typeOnly}) => {
			const may = MAY[floorOf(file)];
			const to = floorOf(target);
			if (!may) return true;
			if (may.values.includes(to)) return false;
			return !(typeOnly && (may.types ?? []).some(name => name === '*' || name === to));
		});
		expect(wrong.map(({file, target}) => `${file} imports ${target}`)).toEqual([]);
	});

	it('keeps features apart', () => {
		const wrong = ours.filter(({file, target}) => {
			const from = /^src\/features\/([^/]+)\//.exec(file)?.[1];
			const to = /^src\/features\/([^/]+)\//.exec(target)?.[1];
			return from !== undefined && to !== undefined && from !== to;
		});
		expect(wrong.map(({file, target}) => `${file} imports ${target}`)).toEqual([]);
	});

	it('touches the machine only through host', () => {
		const wrong = imports.filter(
			({file, target}) => MACHINE.test(target) && !MACHINE_MAY[floorOf(file)]?.test(target),
		);
		expect(wrong.map(({file, target}) => `${file} imports ${target}`)).toEqual([]);
	});

	it('has every file reached from a command, and every export used', async () => {
		const all = [...files, ...(await testFiles())];
		const texts = await Promise.all(
			all.map(async file => ({file, text: await readFile(path.join(root, file), 'utf8')})),
		);
		const unused: string[] = [];
		for (const {file, text} of texts.filter(({file}) => files.includes(file))) {
			for (const [, name] of text.matchAll(/\nexport (?:async )?(?:function|const|class|type) (\w+)/g)) {
				if (name === undefined || (file.startsWith('bin/') && (name === 'run' || name === 'summary'))) continue;
				const word = new RegExp(`\\b${name}\\b`);
				const inside = text.split('\n').filter(line => word.test(line)).length > 1;
				const outside = texts.some(other => other.file !== file && word.test(other.text));
				if (!outside && !inside) unused.push(`${file}: ${name}`);
			}
		}
		expect(unused).toEqual([]);
	});
});

async function testFiles(): Promise<readonly string[]> {
	const entries = await readdir(path.join(root, 'test'), {recursive: true, withFileTypes: true});
	return entries
		.filter(entry => entry.isFile() && /\.tsx?$/.test(entry.name))
		.map(entry => path.relative(root, path.join(entry.parentPath, entry.name)));
}
