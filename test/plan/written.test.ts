/** Lines of ours in files of somebody else's. */
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {withBlock} from '../../src/plan/written.ts';
import {hostileText} from '../hostile.ts';

const where = fc.constantFrom('first' as const, 'last' as const);
/** Lines of ours have no line break; what else is in them is for their own format. */
const lines = fc.array(
	hostileText.map(text => text.replaceAll(/[\r\n]/g, ' ')),
	{minLength: 1, maxLength: 4},
);
const file = fc.option(
	fc.array(hostileText, {maxLength: 5}).map(texts => texts.join('\n')),
	{nil: undefined},
);
const closed = (text: string) => (text === '' || text.endsWith('\n') ? text : `${text}\n`);

describe('a block of ours', () => {
	const block = withBlock(undefined, ['ours'], 'last') ?? '';

	it('says that it is ours', () => {
		expect(block).toBe(
			[
				'# What hostwright writes from its settings begins here; changes are overwritten.',
				'ours',
				'# What hostwright writes ends here.',
				'',
			].join('\n'),
		);
	});

	it('said twice is said once, is replaced as a whole and leaves as if it had never been', () => {
		fc.assert(
			fc.property(file, lines, lines, where, (now, one, other, at) => {
				const first = withBlock(now, one, at);
				expect(withBlock(first, one, at)).toBe(first);
				expect(withBlock(first, other, at)).toBe(withBlock(now, other, at));
				expect(withBlock(first, [], at) ?? '').toBe(closed(now ?? ''));
			}),
			{numRuns: 2000},
		);
	});

	it.each([
		['new, behind the others', 'a\nb\n', 'last', 'a\nb\nBLOCK'],
		['new, before the others', 'a\nb\n', 'first', 'BLOCKa\nb\n'],
		['behind a line that was not ended', 'a', 'last', 'a\nBLOCK'],
		['where it was, when others wrote behind it', 'a\nOLDb\n', 'last', 'a\nBLOCKb\n'],
		['before what others wrote before it', 'a\nOLDb\n', 'first', 'BLOCKa\nb\n'],
		['once, where it was twice', 'a\nOLDb\nOLDc', 'last', 'a\nBLOCKb\nc\n'],
		['with ends of lines of another system', 'a\r\nCRLFb\r\n', 'last', 'a\r\nBLOCKb\r\n'],
	] as const)('stands %s', (_, now, at, then) => {
		const old = block.replace('ours', 'old');
		const before = now.replaceAll('OLD', old).replace('CRLF', old.replaceAll('\n', '\r\n'));
		expect(withBlock(before, ['ours'], at)).toBe(then.replace('BLOCK', block));
	});

	it('that lost one of its marks is left to whoever took it, and said anew', () => {
		const [begin = '', , end = ''] = block.split('\n');
		expect(withBlock(`a\n${begin}\nold\nb\n`, ['ours'], 'last')).toBe(`a\nold\nb\n${block}`);
		expect(withBlock(`a\nold\n${end}\nb\n`, ['ours'], 'last')).toBe(`a\nold\nb\n${block}`);
		expect(withBlock(`${begin}\nlost\n${block}b\n`, ['new'], 'last')).toBe(
			`lost\n${block.replace('ours', 'new')}b\n`,
		);
	});

	it('without lines leaves a file as it is, to the letter, and none where there was none', () => {
		expect(withBlock('a\n\nb', [], 'last')).toBe('a\n\nb');
		expect(withBlock('', [], 'last')).toBe('');
		expect(withBlock(undefined, [], 'last')).toBeUndefined();
		expect(withBlock(block, [], 'last')).toBeUndefined();
	});
});
