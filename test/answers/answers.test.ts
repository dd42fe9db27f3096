/**
 * Answers in pairs: CASE.cmdline, CASE.yaml or both, and CASE.txt with what becomes of them. Under fail/ the text is exactly
 * what check says. A changed text is a changed contract: read it before `vitest -u`.
 */
import {existsSync, readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {describe, expect, it} from 'vitest';
import {features} from '../../src/features/index.ts';
import type {Gathered} from '../../src/session/answers.ts';
import {gather} from '../../src/session/answers.ts';
import {hasError, problemLine} from '../../src/session/report.ts';
import {readable} from './readable.ts';

const here = import.meta.dirname;
const failing = path.join(here, 'fail');
const casesIn = (folder: string) => [
	...new Set(
		readdirSync(folder)
			.filter(name => /\.(cmdline|yaml)$/.test(name))
			.map(name => name.replace(/\.\w+$/, '')),
	),
];

function gatherCase(folder: string, name: string): Gathered {
	const [line, file] = [path.join(folder, `${name}.cmdline`), path.join(folder, `${name}.yaml`)];
	return gather({
		features,
		cmdline: existsSync(line) ? readFileSync(line, 'utf8').trim() : undefined,
		configs: existsSync(file) ? [{name: `${name}.yaml`, text: readFileSync(file, 'utf8')}] : [],
	});
}

describe('answers', () => {
	it.each(casesIn(here))('%s', async name => {
		const gathered = gatherCase(here, name);
		expect(hasError(gathered.problems)).toBe(false);
		await expect(readable(gathered)).toMatchFileSnapshot(path.join(here, `${name}.txt`));
	});
});

describe('answers that are refused', () => {
	it('are enough to mean something', () => {
		expect(casesIn(failing).length).toBeGreaterThanOrEqual(25);
	});

	it.each(casesIn(failing))('%s', async name => {
		const {problems} = gatherCase(failing, name);
		expect(hasError(problems)).toBe(true);
		await expect(`${problems.map(problemLine).join('\n')}\n`).toMatchFileSnapshot(path.join(failing, `${name}.txt`));
	});
});
