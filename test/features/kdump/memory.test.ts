/** How much memory is set aside by default. */
import {describe, expect, it} from 'vitest';
import {CRASHKERNEL_BY_KERNEL, crashkernelFor} from '../../../src/features/kdump/memory.ts';
import {crashkernel} from '../../../src/features/kdump/rules.ts';

const MIB = 1024 ** 2;

/** What the kernel makes of sizes by memory (parse_crashkernel_mem): a range begins with its first and ends before its last. */
function byKernel(memory: number): string | undefined {
	for (const range of CRASHKERNEL_BY_KERNEL.split(',')) {
		const [, from = '', to = '', size = ''] = /^(\d+)G-(?:(\d+)G)?:(\d+M)$/.exec(range) ?? [];
		const end = to === '' ? Number.POSITIVE_INFINITY : Number(to) * 1024 * MIB;
		if (memory >= Number(from) * 1024 * MIB && memory < end) return size;
	}
	return undefined;
}

describe('the default', () => {
	it('is text that the kernel and our rule take', () => {
		expect(CRASHKERNEL_BY_KERNEL).toBe('1G-4G:192M,4G-64G:256M,64G-:512M');
		expect(crashkernel(CRASHKERNEL_BY_KERNEL)).toBeUndefined();
	});

	it.each([
		['512 MiB', 512, undefined],
		['1 GiB of which the kernel counts 957 MiB', 957, '192M'],
		['2 GiB', 1980, '192M'],
		['4 GiB of which the kernel counts 3.8', 3890, '256M'],
		['32 GiB', 32_000, '256M'],
		['64 GiB of which the kernel counts 62.6', 64_100, '512M'],
		['1 TiB', 1_030_000, '512M'],
	])('for %s', (_, mebibytes, size) => {
		expect(crashkernelFor(mebibytes * MIB)).toBe(size);
	});

	it('is what the kernel itself would choose by what is built in', () => {
		for (const gibibytes of [1, 2, 3, 4, 8, 16, 32, 48, 64, 128, 1024]) {
			const builtIn = gibibytes * 1024 * MIB;
			expect([gibibytes, crashkernelFor(builtIn)]).toEqual([gibibytes, byKernel(builtIn)]);
			expect([gibibytes, crashkernelFor(builtIn * 0.955)]).toEqual([gibibytes, byKernel(builtIn)]);
		}
	});
});
