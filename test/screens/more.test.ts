/** The installer's "More settings": pages of setup, none of which has to be opened. */
import {expect, it} from 'vitest';
import {HASH} from '../commands/install-fixtures.ts';
import {keys} from '../pty.ts';
import {expectFrame, moveTo, openRecorded, press} from './rig.ts';

const PAGES = ['Keyboard', 'Boot disk', 'Data disks', 'Volumes', 'Network', 'Password', 'More settings'];

it('shows what was said on each, keeps the walk while something is wrong, and goes on by Enter', async () => {
	const pty = openRecorded('plain', '--cmdline', `adminpw=${HASH} syslog=log.example.org`);
	try {
		await pty.waitFor(/Memory +\d+ GiB/);
		for (const page of PAGES) await press(pty, keys.enter, `of 10  ${page}`, /^.{6}> /m);
		await expectFrame('more', await press(pty, '', /> +Go on/));
		await press(pty, keys.down + keys.down, /> +Logging +Syslog server log.example.org/);
		await press(pty, keys.enter, 'More settings: Logging', /> Largest log file/);
		await moveTo(pty, keys.tab, /> Syslog server/);
		await press(pty, '\x15not a host', /! "not a host"/);
		await expectFrame('more-logging', pty);
		await press(pty, keys.enter, /!> Logging/);
		await press(pty, keys.home, /> +Go on/);
		pty.type(keys.enter);
		// Only what comes after it tells that the key was taken.
		await expectFrame('more-problem', await press(pty, keys.down + keys.up, /> +Go on/, /! "not a host"/));
		await press(pty, 'l', /!> Logging/);
		await press(pty, keys.enter, 'More settings: Logging');
		await moveTo(pty, keys.tab, /> Syslog server/);
		await press(pty, '\x15', /> Syslog server\n/);
		await press(pty, keys.enter, /> +Logging/);
		await press(pty, keys.home, /> +Go on/);
		await press(pty, keys.enter, '9 of 10  Confirm');
		expect(pty.raw()).not.toContain(HASH.slice(4));
	} finally {
		await pty.close();
		pty.home.remove();
	}
});
