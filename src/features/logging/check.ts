/** Rules over several values of the logging section. */
import {address} from '../../settings/rules.ts';
import type {Finding} from '../feature.ts';
import {SYSLOG_PORTS, syslogServer} from './ports.ts';
import type {Logging} from './render.ts';

type Remote = Pick<Logging, 'syslog' | 'syslogProtocol' | 'syslogCa'>;

/** A port that belongs to the other kind of connection: whoever listens there will not understand. */
function checkPort({syslog = '', syslogProtocol: protocol}: Remote): readonly Finding[] {
	const port = syslogServer(syslog, protocol)?.port;
	const wrong = protocol === 'tls' ? SYSLOG_PORTS.udp : SYSLOG_PORTS.tls;
	if (port !== wrong) return [];
	const meant = protocol === 'tls' ? `${SYSLOG_PORTS.tls}, or another protocol` : `${SYSLOG_PORTS.udp}, or tls`;
	const what = protocol === 'tls' ? 'without tls' : 'of tls';
	const message = `"${syslog}" names the port ${what} while the protocol is "${protocol}"; give port ${meant}.`;
	return [{setting: 'syslog', level: 'warning', message}];
}

/** Seen with rsyslog 8.2302: of a certificate's names it reads those of DNS, and the common name where there are none. */
function checkName({syslog = '', syslogProtocol: protocol}: Remote): readonly Finding[] {
	const host = syslogServer(syslog, protocol)?.host ?? '';
	if (protocol !== 'tls' || address(host)) return [];
	const message = `rsyslog looks for "${host}" among the names in the server's certificate, never among its addresses; give the server by such a name.`;
	return [{setting: 'syslog', level: 'warning', message}];
}

export function checkLogging(values: Remote): readonly Finding[] {
	const {syslog, syslogProtocol: protocol, syslogCa: ca} = values;
	const findings: Finding[] = [...checkPort(values), ...checkName(values)];
	if (ca !== undefined && protocol !== 'tls') {
		const message = `"${ca}" is given while the protocol is "${protocol}", which checks no certificate; give logging.syslogProtocol=tls, or leave it out.`;
		findings.push({setting: 'syslogCa', message});
	}
	if (syslog === undefined && protocol !== 'udp') {
		const message = `The protocol is "${protocol}" and no server is given, so no logs are sent; give logging.syslog, as in log.example.org.`;
		findings.push({setting: 'syslog', level: 'warning', message});
	}
	return findings;
}
