/** How much memory is set aside for the crash kernel when nobody says. */

const GIB = 1024 ** 3;

/** From so many GiB on; what Enterprise Linux 9 reserves. With less memory than the first nothing is set aside. */
const BY_MEMORY = [
	{from: 1, size: '192M'},
	{from: 4, size: '256M'},
	{from: 64, size: '512M'},
] as const;

/** For a host whose memory is not known: the kernel chooses (Documentation/admin-guide/kdump/kdump.rst, "Extended syntax"). */
export const CRASHKERNEL_BY_KERNEL = BY_MEMORY.map(({from, size}, at) => {
	const to = BY_MEMORY[at + 1]?.from;
	return `${from}G-${to === undefined ? '' : `${to}G`}:${size}`;
}).join(',');

/** The kernel's own count is some percent less than what is built in, and the rule is about the latter. */
const UNCOUNTED = 1.1;

/**
 * The size in the words of `crashkernel=`; undefined when the host has too little memory to spare any.
 * @param memory bytes, as the kernel counts them
 */
export const crashkernelFor = (memory: number): string | undefined =>
	BY_MEMORY.findLast(({from}) => memory * UNCOUNTED >= from * GIB)?.size;
