/**
 * What performance wants of a host. Where tuned is installed, it has the profile; its own files say which (tuned-main.conf(5)),
 * as `tuned-adm profile` would write them. Elsewhere a profile of ours: settings of the kernel, and a unit that sets the
 * frequencies of the processors late in each boot, once their drivers are loaded.
 */
import type {Wanted, WantedFile} from '../../plan/wanted.ts';
import type {Rendering} from '../feature.ts';
import {WRITTEN} from '../../plan/written.ts';
import {cpuText, ownProfile, ownProfiles, sysctlText, type Profile} from './profiles.ts';

const SYSCTL_FILE = '/etc/sysctl.d/90-hostwright.conf';
const CPU_FILE = '/etc/hostwright/cpu-frequency';
const UNIT = 'hostwright-cpu-frequency.service';
const UNIT_FILE = `/etc/systemd/system/${UNIT}`;
const ENABLED = `/etc/systemd/system/multi-user.target.wants/${UNIT}`;

const UNIT_TEXT = `# ${WRITTEN}
[Unit]
Description=Frequencies of the processors

[Service]
Type=oneshot
ExecStart=/bin/sh ${CPU_FILE}

[Install]
WantedBy=multi-user.target
`;

const reload = {
	title: 'Read the units again',
	command: 'systemctl',
	args: ['daemon-reload'],
	reads: [UNIT_FILE],
	atStart: true,
} as const;

/** What was set stays set until the host starts again: nobody kept what was before. */
const NOTHING: readonly WantedFile[] = [SYSCTL_FILE, CPU_FILE, UNIT_FILE, ENABLED].map(path => ({path, absent: true}));

const ownWanted = (profile: Profile): Wanted => ({
	files: [
		{path: SYSCTL_FILE, text: sysctlText(profile)},
		{path: CPU_FILE, text: cpuText(profile)},
		{path: UNIT_FILE, text: UNIT_TEXT},
		{path: ENABLED, link: `../${UNIT}`},
	],
	commands: [
		{
			title: 'Set what the kernel does with memory',
			command: '/usr/lib/systemd/systemd-sysctl',
			args: [SYSCTL_FILE],
			reads: [SYSCTL_FILE],
			atStart: true,
		},
		reload,
		{
			title: 'Set the frequencies of the processors',
			command: 'systemctl',
			args: ['restart', UNIT],
			reads: [CPU_FILE, UNIT_FILE],
		},
	],
});

/** Neither file takes a comment. A profile that tuned does not have would keep it from starting. */
function tunedWanted(profile: string | undefined, {platform}: Rendering): Wanted {
	const unit = platform.units.tuned;
	const files = [
		...NOTHING,
		{path: '/etc/tuned/active_profile', text: profile === undefined ? '' : `${profile}\n`},
		{path: '/etc/tuned/profile_mode', text: 'manual\n'},
	];
	if (profile === undefined) return {files, commands: [reload], services: [{...unit, state: 'kept'}]};
	const check = {
		command: 'tuned-adm',
		args: ['profile_info', profile],
		accepts: [0, 1],
		refuses: /^Unable to get information about profile/,
	};
	return {files, checks: [check], commands: [reload], services: [{...unit, state: 'on'}]};
}

export function renderPerformance({profile}: {readonly profile: string}, rendering: Rendering): Wanted {
	const isOff = profile === 'off';
	if (rendering.has('tuned')) return tunedWanted(isOff ? undefined : profile, rendering);
	const own = ownProfile(profile);
	if (own) return ownWanted(own);
	const wait =
		`"${profile}" is a profile of tuned, which is not on this host; install the package ` +
		`${rendering.platform.parts.tuned.package}, or give ${ownProfiles.join(', ')} or off.`;
	return {files: NOTHING, commands: [reload], waits: isOff ? [] : [wait]};
}
