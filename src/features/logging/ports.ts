/** Which port a server listens on when none is given. */
import {splitHostPort, type HostPort} from '../../settings/rules.ts';

export type SyslogProtocol = 'udp' | 'tcp' | 'tls';

/** RFC 5426 (UDP), RFC 6587 (TCP, by habit) and RFC 5425 (TLS). */
export const SYSLOG_PORTS: Readonly<Record<SyslogProtocol, number>> = {udp: 514, tcp: 514, tls: 6514};

/** Documentation/networking/netconsole.rst. */
export const NETCONSOLE_PORT = 6666;

/** Host and port of a text that the rule took. */
function withPort(server: string, fallback: number): (HostPort & {readonly port: number}) | undefined {
	const found = splitHostPort(server);
	return found && {host: found.host, port: found.port ?? fallback};
}

export const syslogServer = (server: string, protocol: SyslogProtocol) => withPort(server, SYSLOG_PORTS[protocol]);
export const netconsoleServer = (server: string) => withPort(server, NETCONSOLE_PORT);
