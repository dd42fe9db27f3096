/** The engine: legacy words, rules over several values, and what an unattended run must know. */
import {describe, expect, it} from 'vitest';
import {fromLine} from './gathered.ts';

const SHA1 = '12:34:56:78:9A:BC:DE:F0:12:34:56:78:9A:BC:DE:F0:12:34:56:78';
const SHA256 = 'ab'.repeat(32);
const HASH = `$6$abcdefgh$${'a'.repeat(86)}`;

describe('the engine', () => {
	it.each([
		['management_server=engine.example.org', {'engine.server': 'engine.example.org'}],
		['managment_server=engine', {'engine.server': 'engine'}],
		['ovirt_managment_server=192.0.2.30', {'engine.server': '192.0.2.30'}],
		['management_server=engine:444', {'engine.server': 'engine', 'engine.port': '444'}],
		['management_server=[2001:db8::30]:444', {'engine.server': '2001:db8::30', 'engine.port': '444'}],
		['management_server=[2001:db8::30]', {'engine.server': '2001:db8::30'}],
		['management_server=2001:db8::30', {'engine.server': '2001:db8::30'}],
		['management_server=engine management_port=444', {'engine.server': 'engine', 'engine.port': '444'}],
		['management_server=engine:444 management_port=444', {'engine.server': 'engine', 'engine.port': '444'}],
		['management_server=', {}],
		['management_port=', {}],
		['management_server_fingerprint=', {}],
		[
			`management_server=engine management_server_fingerprint=${SHA1}`,
			{'engine.server': 'engine', 'engine.fingerprint': SHA1},
		],
		[
			`management_server=engine management_server_fingerprint=${SHA256}`,
			{'engine.server': 'engine', 'engine.fingerprint': SHA256},
		],
		[
			`management_server=engine rhevm_admin_password=${HASH}`,
			{'engine.server': 'engine', 'engine.rootPassword': HASH},
		],
		[
			`management_server=engine engine_admin_password=${HASH}`,
			{'engine.server': 'engine', 'engine.rootPassword': HASH},
		],
	])('%s', (line, answers) => {
		expect(fromLine(line)).toEqual({answers, problems: []});
	});

	const nobody = 'is given, but no engine; give engine.server, or leave it out';

	it.each([
		['management_server=engine:8443', 'Port 8443 was used by engine 3.0 and older; current engines use 443'],
		[
			'management_server=2001:db8::30:443',
			'"management_server=2001:db8::30:443" is taken as an address without a port; write management_server=[2001:db8::30]:443 if 443 is the port',
		],
		[
			'management_server=engine:444 management_port=445',
			'"management_port=445" and management_server=engine:444 name different ports; the later word counts, where oVirt Node took the port of the server',
		],
		[`management_server_fingerprint=${SHA256}`, `The fingerprint "${SHA256}" ${nobody}`],
		[`engine_admin_password=${HASH}`, `A password for the engine ${nobody}`],
		['hostwright.engine.insecure=yes', `Trust in any certificate ${nobody}`],
	])('%s is taken with a warning', (line, warning) => {
		expect(fromLine(line).problems).toEqual([`warning: ${warning}`]);
	});

	it('counts the later word for its port', () => {
		expect(fromLine('management_server=engine:444 management_port=445').answers['engine.port']).toBe('445');
		expect(fromLine('management_port=445 management_server=engine:444').answers['engine.port']).toBe('444');
	});

	const alone = 'give the host alone, as in engine.example.org';
	const hostPort =
		'is not a host with or without a port; give it as in log.example.org, log.example.org:514 or [2001:db8::10]:514, with a port from 1 to 65535';
	const digits = 'give the 40 hexadecimal digits of SHA-1 or the 64 of SHA-256, with or without colons';
	const on = 'hostwright.engine.server=engine';

	it.each([
		['management_server', '"management_server" has no value; give one, as in management_server=engine.example.org'],
		['managment_server', '"managment_server" has no value; give one, as in managment_server=engine.example.org'],
		['management_port', '"management_port" has no value; give one, as in management_port=443'],
		['management_port=https', '"https" is not a TCP port; give a whole number from 1 to 65535'],
		['management_server=https://engine/x', `"https://engine/x" is a URL; ${alone}`],
		['management_server=engine:99999', `"engine:99999" in management_server=engine:99999 ${hostPort}`],
		['management_server=a_b', '"a_b" is not a host; give a name or an address, as in engine.example.org'],
		['management_server=`id`', '"`id`" is not a host; give a name or an address, as in engine.example.org'],
		['hostwright.engine.server=engine:443', `"engine:443" holds a port; ${alone}, and the port in engine.port`],
		[
			'hostwright.engine.server=[2001:db8::1]',
			'"[2001:db8::1]" has brackets round its address; write it without them',
		],
		[`${on} management_server_fingerprint=12:34`, `"12:34" has 4 digits; ${digits}`],
		[`${on} management_server_fingerprint=sha1`, `"sha1" is not a fingerprint; ${digits}`],
		[
			`${on} management_server_fingerprint=1:2${'3'.repeat(38)}`,
			`"1:2${'3'.repeat(38)}" has colons in other places than between pairs of digits; ${digits}`,
		],
		[
			'rhevm_admin_password',
			`"rhevm_admin_password" has no value; give one, as in rhevm_admin_password=$6$SALT$HASH, in single quotes: 'rhevm_admin_password=$6$SALT$HASH'`,
		],
		[
			`${on} rhevm_admin_password=secret-word`,
			'"[secret]" is not a password hash; give one that starts with $6$ or $y$; make one with: openssl passwd -6',
		],
		[
			`${on} hostwright.engine.insecure=yes hostwright.engine.fingerprint=${SHA256}`,
			'"yes" trusts anybody and stands beside a fingerprint; leave one of them out',
		],
		[
			`${on} hostwright.engine.insecure=yes hostwright.engine.trust=system`,
			'"yes" trusts anybody and stands beside engine.trust=system; leave one of them out',
		],
	])('%s is refused', (line, message) => {
		expect(fromLine(line).problems).toEqual([`error: ${message}`]);
	});
});

describe('an unattended run', () => {
	const line = 'BOOTIF=eno1 storage_init=/dev/sda management_server=engine';
	const unknown =
		'error: nobody is there to approve the certificate of "engine": give engine.fingerprint, engine.trust=system or engine.insecure=yes';

	it('must know the engine it registers with', () => {
		expect(fromLine(line).problems).toContain(unknown);
	});

	it.each([
		`management_server_fingerprint=${SHA1}`,
		'hostwright.engine.trust=system',
		'hostwright.engine.insecure=yes',
		'hostwright.lifecycle.unattended=no',
	])('does, or asks, with %s', more => {
		expect(fromLine(`${line} ${more}`).problems.filter(problem => problem.startsWith('error'))).toEqual([]);
	});
});
