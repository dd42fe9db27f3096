/** The words of the ancestor about disks and volumes; what each comes to stands in ../legacy-table/storage.txt. */
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {storage} from '../../../src/features/storage/index.ts';
import {legacy} from '../../../src/features/storage/legacy.ts';
import {settings} from '../../../src/features/storage/settings.ts';

const line = {all: () => []};
const read = (key: string, value?: string) => {
	const word = legacy[key];
	if (!word) throw new Error(`no legacy key ${key}`);
	return word.read(value, line);
};

describe('the words', () => {
	it('never throw, and speak only of settings that exist', () => {
		const odd = fc.array(
			fc.constantFrom('/dev/sda', 'ata:', 'ALL', ',', ';', ':', '-1', '4096', 'Swap', '%', '$(x)', '\u0000', ' '),
		);
		fc.assert(
			fc.property(
				fc.constantFrom(...Object.keys(legacy)),
				fc.oneof(
					fc.string(),
					odd.map(words => words.join('')),
				),
				(key, value) => {
					const {settings: texts = {}, warnings = [], errors = []} = read(key, value);
					const known = Object.keys(settings).map(name => `storage.${name}`);
					expect(known).toEqual(expect.arrayContaining(Object.keys(texts)));
					expect(
						[...warnings, ...errors].every(sentence => sentence.includes(key) && sentence.length > 20),
					).toBe(true);
				},
			),
			{numRuns: 2000},
		);
	});
});

describe('the declarations', () => {
	it('fit a form and the reference', () => {
		for (const [name, {label, help, default: text, parse, format}] of Object.entries(storage.settings)) {
			expect(label.length, name).toBeLessThanOrEqual(28);
			expect(help, name).toMatch(/^[A-Z].*\.$/);
			if (text !== undefined) expect(format(parse(text) as never), name).toBe(text);
		}
	});

	it('let nothing arm the next wipe', () => {
		const once = Object.entries(storage.settings).filter(([, setting]) => 'once' in setting && setting.once);
		expect(once.map(([name]) => name)).toEqual(['expect', 'wipeFakeraid']);
	});
});
