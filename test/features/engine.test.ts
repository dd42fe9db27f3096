/** The engine: rules over several values, and what an unattended run must know. */
import {describe, expect, it} from 'vitest';
import {fromLine} from './gathered.ts';

const SHA1 = '12:34:56:78:9A:BC:DE:F0:12:34:56:78:9A:BC:DE:F0:12:34:56:78';
const SHA256 = 'ab'.repeat(32);

describe('the engine', () => {
	it('is missed by what hangs on it', () => {
		expect(fromLine('hostwright.engine.insecure=yes').problems).toEqual([
			'warning: Trust in any certificate is given, but no engine; give engine.server, or leave it out',
		]);
	});

	it('counts the later word for its port', () => {
		expect(fromLine('management_server=engine:444 management_port=445').answers['engine.port']).toBe('445');
		expect(fromLine('management_port=445 management_server=engine:444').answers['engine.port']).toBe('444');
	});

	const alone = 'give the host alone, as in engine.example.org';
	const digits = 'give the 40 hexadecimal digits of SHA-1 or the 64 of SHA-256, with or without colons';
	const on = 'hostwright.engine.server=engine';

	it.each([
		['hostwright.engine.server=engine:443', `"engine:443" holds a port; ${alone}, and the port in engine.port`],
		[
			'hostwright.engine.server=[2001:db8::1]',
			'"[2001:db8::1]" has brackets round its address; write it without them',
		],
		[
			`${on} management_server_fingerprint=1:2${'3'.repeat(38)}`,
			`"1:2${'3'.repeat(38)}" has colons in other places than between pairs of digits; ${digits}`,
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
