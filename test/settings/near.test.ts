import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {editDistance, nearMiss, suggestion} from '../../src/settings/near.ts';

describe('edit distance', () => {
	it.each([
		['vlan', 'vlan', 0],
		['vlan', 'vlam', 1],
		['storage', 'storgae', 1],
		['adminpw', 'adminpwd', 1],
		['', 'abc', 3],
		['kitten', 'sitting', 3],
	])('from %s to %s is %i', (a, b, distance) => {
		expect(editDistance(a, b, 9)).toBe(distance);
	});

	it('is the same both ways and never above one more than its limit', () => {
		const word = fc.string({maxLength: 12});
		fc.assert(
			fc.property(word, word, fc.nat({max: 6}), (a, b, limit) => {
				expect(editDistance(a, b, limit)).toBe(editDistance(b, a, limit));
				expect(editDistance(a, b, limit)).toBeLessThanOrEqual(Math.max(limit + 1, 0));
				expect(editDistance(a, a, limit)).toBe(0);
			}),
		);
	});
});

describe('suggestions', () => {
	const known = ['network.vlan', 'network.mtu', 'storage.bootDisk'];
	it.each([
		['network.vlam', 'network.vlan'],
		['Network.VLAN', 'network.vlan'],
		['storage.bootdisc', 'storage.bootDisk'],
		['hello', undefined],
	])('for %s is %s', (word, meant) => {
		expect(suggestion(word, known)).toBe(meant);
	});
});

describe('near misses of a kernel word', () => {
	const known = ['BOOTIF', 'adminpw', 'storage_init', 'ip', 'vlan', 'rescue'];
	it.each([
		['bootif', 'BOOTIF'],
		['adminpwd', 'adminpw'],
		['storage-int', 'storage_init'],
		['vlna', 'vlan'],
	])('%s is meant for %s', (word, meant) => {
		expect(nearMiss(word, known)).toBe(meant);
	});
	it.each(['quiet', 'ro', 'resume', 'iommu', 'ipe', 'rd.break', 'plan', 'root'])(
		'%s is the business of the kernel',
		word => {
			expect(nearMiss(word, known)).toBeUndefined();
		},
	);
});
