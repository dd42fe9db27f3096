/** Which port a collectd server listens on when none is given. */
import {splitHostPort, type HostPort} from '../../settings/rules.ts';

/** The UDP port of collectd's network plugin. The ancestor's page offered 7634, which is that of hddtemp. */
export const COLLECTD_PORT = 25_826;

/** Host and port of a text that the rule took. */
export function collectdServer(server: string): (HostPort & {readonly port: number}) | undefined {
	const found = splitHostPort(server);
	return found && {host: found.host, port: found.port ?? COLLECTD_PORT};
}
