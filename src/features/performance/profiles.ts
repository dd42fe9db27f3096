/**
 * Profiles for a host without tuned: of what tuned's profiles of these names do, that part which files can say. Each says all of
 * it, so that choosing another takes back what the one before did.
 */
import {WRITTEN} from '../../plan/written.ts';

export type Profile = {
	/** sysctl.d(5); vm.* is explained in Documentation/admin-guide/sysctl/vm.rst. */
	readonly kernel: {
		/** Percent of memory. */
		readonly dirtyRatio: number;
		readonly dirtyBackgroundRatio: number;
		readonly swappiness: number;
		/** Hundredths of a second. */
		readonly dirtyWriteback: number;
	};
	/** Frequency governors, the best first (Documentation/admin-guide/pm/cpufreq.rst); intel_pstate has its own of two names. */
	readonly governors: readonly string[];
	/** Of Intel's processors (Documentation/admin-guide/pm/intel_epb.rst). */
	readonly energyBias: 'performance' | 'normal' | 'power';
};

/** What the kernel starts with. */
const DEFAULT = {dirtyRatio: 20, dirtyBackgroundRatio: 10, swappiness: 60, dirtyWriteback: 500};
const FAST = {governors: ['performance'], energyBias: 'performance'} as const;

const PROFILES: Readonly<Record<string, Profile>> = {
	'virtual-host': {kernel: {...DEFAULT, dirtyRatio: 40, dirtyBackgroundRatio: 5, swappiness: 10}, ...FAST},
	'throughput-performance': {kernel: {...DEFAULT, dirtyRatio: 40, swappiness: 10}, ...FAST},
	'latency-performance': {kernel: {...DEFAULT, dirtyRatio: 10, dirtyBackgroundRatio: 3, swappiness: 10}, ...FAST},
	balanced: {kernel: DEFAULT, governors: ['schedutil', 'ondemand', 'powersave'], energyBias: 'normal'},
	powersave: {
		kernel: {...DEFAULT, dirtyWriteback: 1500},
		governors: ['ondemand', 'schedutil', 'powersave'],
		energyBias: 'power',
	},
};

export const ownProfiles: readonly string[] = Object.keys(PROFILES);

export const ownProfile = (name: string): Profile | undefined =>
	Object.hasOwn(PROFILES, name) ? PROFILES[name] : undefined;

/** sysctl.d(5). */
export const sysctlText = ({kernel}: Profile): string =>
	[
		`# ${WRITTEN}`,
		`vm.dirty_ratio = ${kernel.dirtyRatio}`,
		`vm.dirty_background_ratio = ${kernel.dirtyBackgroundRatio}`,
		`vm.swappiness = ${kernel.swappiness}`,
		`vm.dirty_writeback_centisecs = ${kernel.dirtyWriteback}`,
		'',
	].join('\n');

/** POSIX sh. A processor knows some of the governors, and one that is asked for brings its module along. */
export const cpuText = ({governors, energyBias}: Profile): string => `#!/bin/sh
# ${WRITTEN}
# Sets the first of these governors that each processor takes, and how Intel's weigh energy.
cd /sys/devices/system/cpu || exit
for governor in cpufreq/policy*/scaling_governor; do
	[ -e "$governor" ] || continue
	for name in ${governors.join(' ')}; do
		{ echo "$name" >"$governor"; } 2>/dev/null && break
	done
done
for bias in cpu*/power/energy_perf_bias; do
	[ ! -e "$bias" ] || echo ${energyBias} >"$bias"
done
`;
