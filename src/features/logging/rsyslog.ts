/** The drop-in of rsyslog that sends every message to a server (rsyslog.conf(5), and "omfwd" and "queues" of its manual). */
import type {Platform} from '../../platforms/platform.ts';
import {WRITTEN} from '../../plan/written.ts';
import {syslogServer, type SyslogProtocol} from './ports.ts';

/** Both distributions read *.conf of this folder before their own rules. */
export const RSYSLOG_FILE = '/etc/rsyslog.d/60-hostwright.conf';

/** A value of a parameter, as the manual's "constant strings" have it: in an object nothing but these two is special. */
export const rsyslogString = (text: string) => `"${text.replace(/["\\]/g, String.raw`\$&`)}"`;

export type Remote = {
	/** As the setting has it. */
	readonly server: string;
	readonly protocol: SyslogProtocol;
	/** File of the certificates that the server's is checked against; only for tls. */
	readonly ca: string;
};

/** rsyslog tells small letters from capitals, and names (RFC 4343) do not; certificates have small ones. */
const peers = (host: string) => [...new Set([host, host.toLowerCase()])].join(',');

/** RFC 5425: a message of RFC 5424, its length before it. The certificate has the server's name, and has not expired. */
const tlsParameters = (host: string, ca: string): ReadonlyArray<readonly [string, string]> => [
	['TCP_Framing', 'octet-counted'],
	['template', 'RSYSLOG_SyslogProtocol23Format'],
	['StreamDriver', 'gtls'],
	['StreamDriverMode', '1'],
	['StreamDriverAuthMode', 'x509/name'],
	['StreamDriverPermittedPeers', peers(host)],
	['StreamDriver.PermitExpiredCerts', 'off'],
	['StreamDriver.CAFile', ca],
];

/**
 * A server that is away or slow costs the host nothing: messages wait in memory, then in a file, and are dropped for the server
 * alone when both are full. 64 MiB fit STATE, which is there on every host of ours; DATA is not.
 */
const queueParameters = (folder: string): ReadonlyArray<readonly [string, string]> => [
	['action.resumeRetryCount', '-1'],
	['queue.type', 'LinkedList'],
	['queue.filename', 'hostwright'],
	['queue.spoolDirectory', folder],
	['queue.maxDiskSpace', '64m'],
	['queue.saveOnShutdown', 'on'],
	['queue.timeoutEnqueue', '0'],
];

/** Nothing is rendered for a server that the setting's rule would refuse. */
export function rsyslogText({server, protocol, ca}: Remote, {paths}: Platform): string | undefined {
	const target = syslogServer(server, protocol);
	if (!target) return undefined;
	const parameters = [
		['type', 'omfwd'],
		['target', target.host],
		['port', String(target.port)],
		['protocol', protocol === 'udp' ? 'udp' : 'tcp'],
		...(protocol === 'tls' ? tlsParameters(target.host, ca) : []),
		...queueParameters(paths.syslogQueues),
	] as const;
	const lines = parameters.map(([name, value]) => `\t${name}=${rsyslogString(value)}`);
	return [`# ${WRITTEN}`, 'action(', ...lines, ')', ''].join('\n');
}
