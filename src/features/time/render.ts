/** The clock of a host: whom chrony asks, and the zone that times are shown in. */
import path from 'node:path';
import type {Wanted, WantedCheck, WantedFile, WantedService} from '../../plan/wanted.ts';
import {putAside, takenBack, withBlock, WRITTEN} from '../../plan/written.ts';
import type {Platform} from '../../platforms/platform.ts';
import type {Rendering} from '../feature.ts';

type Time = {readonly servers: readonly string[]; readonly zone: string};

const isOff = ({servers}: Time) => servers.includes('off');
const serversOf = (values: Time) => (isOff(values) ? [] : values.servers);

/** Says whom else to ask: the distribution's pool, and what DHCP names. Directives are read without regard to capitals (chrony.conf(5)). */
const NAMES_OTHERS = /^\s*(server|pool|peer|sourcedir)\s/i;

/** Given servers are asked alone; without any, the file is as its distribution made it, and DHCP has a say again. */
function configFile(servers: readonly string[], {timeConfig, timeServers}: Platform['paths']): WantedFile {
	const folder = path.posix.dirname(timeServers);
	return {
		path: timeConfig,
		edit(now) {
			if (now === undefined) return undefined;
			const others = takenBack(withBlock(now, [], 'last') ?? '');
			if (servers.length === 0) return others;
			return withBlock(
				putAside(others, line => NAMES_OTHERS.test(line)),
				[`sourcedir ${folder}`],
				'last',
			);
		},
	};
}

/** `iburst`: four questions at once, so that the clock is right soon after boot. Servers are names or addresses by their rule. */
function serversFile(servers: readonly string[], {timeServers}: Platform['paths']): WantedFile {
	if (servers.length === 0) return {path: timeServers, absent: true};
	const lines = [`# ${WRITTEN}`, ...servers.map(server => `server ${server} iburst`)];
	return {path: timeServers, text: `${lines.join('\n')}\n`};
}

const ZONES = '/usr/share/zoneinfo';

/** localtime(5): where the link leads is the name of the zone. Relative, so that it means the same below a root. */
function zoneFiles(zone: string, {timeZone}: Platform['paths']): readonly WantedFile[] {
	const link: WantedFile = {path: '/etc/localtime', link: `..${ZONES}/${zone}`};
	return timeZone === undefined ? [link] : [link, {path: timeZone, text: `${zone}\n`}];
}

/** chronyd reads no list of sources while it checks a configuration, so each is given to it by itself. */
function checks(values: Time, {timeConfig, timeServers}: Platform['paths']): readonly WantedCheck[] {
	const read = (file: string): WantedCheck => ({command: 'chronyd', args: ['-p', '-f', file]});
	const chrony = [
		...(isOff(values) ? [] : [read(timeConfig)]),
		...(serversOf(values).length > 0 ? [read(timeServers)] : []),
	];
	if (values.zone === 'UTC') return chrony;
	// A link that leads nowhere means UTC, and says nothing.
	const means = `The time zone "${values.zone}" is not among those of this host, in ${ZONES}; give another, or install tzdata.`;
	const zone = {command: 'stat', args: ['--', `${ZONES}/${values.zone}`], means};
	return [...chrony, zone];
}

/** systemd's own client, which sets the clock where chrony is not installed (systemd-timesyncd.service(8)). */
const TIMESYNCD = {unit: 'systemd-timesyncd.service', package: 'systemd-timesyncd'};

function services(values: Time, {units, paths}: Platform): readonly WantedService[] {
	const reads = [paths.timeConfig, paths.timeServers];
	const state = isOff(values) ? 'off' : 'on';
	return [
		{...TIMESYNCD, state: 'off', reads: []},
		{...units.time, state, reads},
	];
}

export function renderTime(values: Time, {platform}: Rendering): Wanted {
	const servers = serversOf(values);
	return {
		files: [
			configFile(servers, platform.paths),
			serversFile(servers, platform.paths),
			...zoneFiles(values.zone, platform.paths),
		],
		checks: checks(values, platform.paths),
		services: services(values, platform),
	};
}
