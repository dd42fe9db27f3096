/** What logging wants of a host. */
import type {Wanted, WantedFile} from '../../plan/wanted.ts';
import type {Rendering} from '../feature.ts';
import {certificatesIn} from './certificates.ts';
import {logrotateCheck, logrotateFile, type Rotation} from './logrotate.ts';
import {netconsoleWanted} from './netconsole.ts';
import type {SyslogProtocol} from './ports.ts';
import {RSYSLOG_FILE, rsyslogText} from './rsyslog.ts';

export type Logging = Rotation & {
	readonly syslog: string | undefined;
	readonly syslogProtocol: SyslogProtocol;
	readonly syslogCa: string | undefined;
	readonly netconsole: string | undefined;
};

const CA_FILE = '/etc/hostwright/syslog-ca.pem';

const isUrl = (ca: string) => ca.startsWith('https:');

/** The certificate comes by URL. */
export const loggingFetches = ({syslog, syslogProtocol, syslogCa}: Logging): readonly string[] =>
	syslog !== undefined && syslogProtocol === 'tls' && syslogCa !== undefined && isUrl(syslogCa) ? [syslogCa] : [];

/** The file of certificates, with its content when it is ours; or why there is none, empty when somebody else says so. */
type Ca = {readonly path: string; readonly ours?: string} | {readonly missing: string};

function caOf({syslogCa}: Logging, {platform, fetched}: Rendering): Ca {
	if (syslogCa === undefined) return {path: platform.paths.trusted};
	if (!isUrl(syslogCa)) return {path: syslogCa};
	const text = fetched(syslogCa);
	if (text === undefined) return {missing: ''};
	const ours = certificatesIn(text);
	return ours === undefined
		? {missing: `"${syslogCa}" leads to no certificates in PEM; have it lead to some.`}
		: {path: CA_FILE, ours};
}

type Remote = Pick<Required<Wanted>, 'files' | 'checks' | 'waits'>;

const NOT_YET = {files: [], checks: []} as const;

/** Where logs cannot be sent as they shall be, what was there before stays: they are never sent unprotected instead. */
function remoteByTls(server: string, values: Logging, rendering: Rendering): Remote {
	const {platform, has} = rendering;
	if (!has('syslogTls')) {
		const {package: name} = platform.parts.syslogTls;
		return {...NOT_YET, waits: [`Logs are not sent to "${server}" by TLS yet; install the package ${name}.`]};
	}
	const ca = caOf(values, rendering);
	if ('missing' in ca) return {...NOT_YET, waits: ca.missing === '' ? [] : [ca.missing]};
	const text = rsyslogText({server, protocol: 'tls', ca: ca.path}, platform);
	return {
		files: [
			...(text === undefined ? [] : [{path: RSYSLOG_FILE, text}]),
			ca.ours === undefined ? {path: CA_FILE, absent: true} : {path: CA_FILE, text: ca.ours},
		],
		// rsyslogd takes a file of certificates that is not there, and sends nothing.
		checks: [{command: 'openssl', args: ['x509', '-noout', '-in', ca.path]}],
		waits: [],
	};
}

function remoteOf(values: Logging, rendering: Rendering): Remote {
	const {syslog: server, syslogProtocol: protocol} = values;
	if (server !== undefined && protocol === 'tls') return remoteByTls(server, values, rendering);
	const text = server === undefined ? undefined : rsyslogText({server, protocol, ca: ''}, rendering.platform);
	const dropIn: WantedFile = text === undefined ? {path: RSYSLOG_FILE, absent: true} : {path: RSYSLOG_FILE, text};
	return {files: [dropIn, {path: CA_FILE, absent: true}], checks: [], waits: []};
}

export function renderLogging(values: Logging, rendering: Rendering): Wanted {
	const remote = remoteOf(values, rendering);
	const netconsole = netconsoleWanted(values.netconsole);
	return {
		files: [logrotateFile(values), ...remote.files, ...netconsole.files],
		checks: [logrotateCheck, {command: 'rsyslogd', args: ['-N1']}, ...remote.checks],
		commands: netconsole.commands,
		services: [
			{
				...rendering.platform.units.syslog,
				state: values.syslog === undefined ? 'kept' : 'on',
				reads: [RSYSLOG_FILE, CA_FILE],
			},
		],
		waits: remote.waits,
	};
}
