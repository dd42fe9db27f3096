import {BlockList} from 'node:net';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {contains, prefixOf, sameAddress, subnetOf} from '../../src/features/network/subnet.ts';

/** Node.js' own arithmetic, as the judge. */
function judged(address: string, prefix: number, other: string, family: 'ipv4' | 'ipv6'): boolean {
	const list = new BlockList();
	list.addSubnet(address, prefix, family);
	return list.check(other, family);
}

/** Often near each other, so that both answers occur. */
const near4 = fc.tuple(fc.constantFrom(10, 192), fc.nat(1), fc.nat(3), fc.nat(255)).map(parts => parts.join('.'));
const near6 = fc.oneof(
	fc.ipV6(),
	fc
		.tuple(fc.constantFrom('2001:db8', 'fd00:0'), fc.constantFrom('::', ':0:0:', ':1::'), fc.nat(3), fc.nat(9))
		.map(([start, gap, a, b]) => (gap === ':0:0:' ? `${start}${gap}0:0:${a}:${b}` : `${start}${gap}${a}:${b}`)),
);

describe('subnets', () => {
	it('hold the addresses that Node.js says they hold', () => {
		const count = {yes: 0, no: 0};
		const agrees = (family: 'ipv4' | 'ipv6') => (one: string, prefix: number, other: string) => {
			const answer = judged(one, prefix, other, family);
			count[answer ? 'yes' : 'no'] += 1;
			expect(contains({address: one, prefix}, other)).toBe(answer);
		};
		fc.assert(fc.property(near4, fc.integer({min: 1, max: 32}), near4, agrees('ipv4')), {numRuns: 500});
		fc.assert(fc.property(near6, fc.integer({min: 1, max: 128}), near6, agrees('ipv6')), {numRuns: 500});
		expect(Math.min(count.yes, count.no)).toBeGreaterThan(100);
	});

	it.each([
		['2001:db8::10', '2001:0DB8:0:0::0010', true],
		['::ffff:192.0.2.1', '::ffff:c000:201', true],
		['::', '0:0:0:0:0:0:0:0', true],
		['192.0.2.1', '192.0.2.1', true],
		['192.0.2.1', '::ffff:192.0.2.1', false],
		['nonsense', 'nonsense', true],
		['nonsense', '192.0.2.1', false],
	])('%s and %s: the same address: %s', (one, other, same) => {
		expect(sameAddress(one, other)).toBe(same);
	});

	it.each([
		['255.255.255.0', 32, 24],
		['255.255.255.255', 32, 32],
		['128.0.0.0', 32, 1],
		['0.0.0.0', 32, undefined],
		['255.0.255.0', 32, undefined],
		['255.255.255.256', 32, undefined],
		['0.0.0.255', 32, undefined],
		['24', 32, 24],
		['33', 32, undefined],
		['64', 128, 64],
		['129', 128, undefined],
		['255.255.255.0', 128, undefined],
		['', 32, undefined],
	] as const)('the mask %s of %i bits has the length %s', (mask, longest, length) => {
		expect(prefixOf(mask, longest)).toBe(length);
	});

	it('are an address and a length', () => {
		expect(subnetOf('192.0.2.10/24')).toEqual({address: '192.0.2.10', prefix: 24});
		expect(subnetOf('192.0.2.10')).toBeUndefined();
	});
});
