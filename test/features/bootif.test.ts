import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {normalMac, sameMac} from '../../src/features/network/bootif.ts';

describe('MAC addresses of boot loaders', () => {
	it.each([
		['01-52-54-00-12-34-56', '52:54:00:12:34:56'],
		['01:52:54:00:12:34:56', '52:54:00:12:34:56'],
		['52-54-00-AB-CD-EF', '52:54:00:ab:cd:ef'],
		['52:54:00:ab:cd:ef', '52:54:00:ab:cd:ef'],
		['525400abcdef', '52:54:00:ab:cd:ef'],
		['5254.00ab.cdef', '52:54:00:ab:cd:ef'],
		['e4-54-00-12-34-56', 'e4:54:00:12:34:56'],
		['20-00-02-c9-03-00-01', '00:02:c9:03:00:01'],
		['00:02:c9:03:00:0a:0b:0c', '00:02:c9:03:00:0a:0b:0c'],
		['20-00-02-c9-03-00-0a-0b-0c', '00:02:c9:03:00:0a:0b:0c'],
	])('%s is %s', (text, normal) => {
		expect(normalMac(text)).toBe(normal);
	});

	it.each([
		'',
		'eno1',
		'link',
		'bond0',
		'52-54:00-12-34-56',
		'52:54:00:12:34',
		'02-52-54-00-12-34-56',
		'52:54:00:12:34:5g',
		'52540012345',
		'__proto__',
	])('%j is none', text => {
		expect(normalMac(text)).toBeUndefined();
	});

	it('come back the same from every form', () => {
		const bytes = fc.array(fc.integer({min: 0, max: 255}), {minLength: 6, maxLength: 6});
		fc.assert(
			fc.property(bytes, numbers => {
				const hex = numbers.map(byte => byte.toString(16).padStart(2, '0'));
				const normal = hex.join(':');
				for (const form of [normal, hex.join('-'), hex.join(''), `01-${hex.join('-')}`, normal.toUpperCase()]) {
					expect(normalMac(form)).toBe(normal);
				}
			}),
		);
	});

	it('name one interface when the bytes agree', () => {
		expect(sameMac('52:54:00:AB:CD:EF', '52:54:00:ab:cd:ef')).toBe(true);
		expect(sameMac('52:54:00:ab:cd:ef', '52:54:00:ab:cd:ee')).toBe(false);
		expect(sameMac('', '52:54:00:ab:cd:ee')).toBe(false);
		const ipoib = '80:00:02:08:fe:80:00:00:00:00:00:00:00:02:c9:03:00:0a:0b:0c';
		expect(sameMac(ipoib, '00:02:c9:03:00:0a:0b:0c')).toBe(true);
		expect(sameMac(ipoib, 'c9:03:00:0a:0b:0c')).toBe(false);
	});
});
