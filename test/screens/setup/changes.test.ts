/** The page of changes: what each change did, the way back, and what somebody changed beside all that. */
import {appendFileSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {expect, it} from 'vitest';
import {keys} from '../../pty.ts';
import {expectFrame, press} from '../rig.ts';
import {apply, fill, intoPage, openRoot, tabTo, toPage, type Rooted} from './host.ts';

const RSYSLOG = 'etc/rsyslog.d/60-hostwright.conf';

async function saveServer(pty: Rooted, name: string): Promise<void> {
	await fill(pty, /Syslog server/, name);
	await apply(pty, 'Logging');
}

/** From wherever the focus is within a page. */
async function toMenuPage(pty: Rooted, title: string): Promise<void> {
	if (!pty.frame().some(line => /^> \w/.test(line))) await press(pty, keys.escape, /^> \w/m);
	await toPage(pty, title);
	await pty.waitFor(`| ${title}`);
}

it('shows what a change did, and goes back to before it', async () => {
	const pty = openRoot();
	await toPage(pty, 'Logging');
	await intoPage(pty);
	await saveServer(pty, 'a.example.org');
	const first = pty.file(RSYSLOG);
	await saveServer(pty, 'b.example.org');
	await toMenuPage(pty, 'Changes');
	await press(pty, keys.enter, /> 2 .* Logging/);
	await press(pty, keys.enter, 'Change 2', 'Syslog server: a.example.org -> b.example.org', '>[ Back ]');
	await press(pty, keys.enter, /> 2 .* Logging/);
	await press(pty, keys.down, /> 1 .* Logging/);
	await press(pty, keys.enter, 'Change 1', 'Syslog server: not set -> a.example.org', '>[ Back ]');
	await press(pty, keys.right, '>[ Go back to here ]');
	await press(pty, keys.enter, 'Changes: what would change', 'b.example.org -> a.example.org', '>[ Apply ]');
	await press(pty, keys.enter, 'Changes: applied', 'Kept as change 3.', '>[ Back ]');
	expect(pty.file(RSYSLOG)).toBe(first);
	await press(pty, keys.enter, / 3 +\d.*Access, Keyboard/);
	await toMenuPage(pty, 'Logging');
	await pty.waitFor(/Syslog server +a\.example\.org/);
});

it('says what somebody changed, writes it again, or keeps it so', async () => {
	const pty = openRoot();
	await toPage(pty, 'Logging');
	await intoPage(pty);
	await saveServer(pty, 'a.example.org');
	const file = path.join(pty.root, RSYSLOG);
	const written = readFileSync(file, 'utf8');
	const changeByHand = async () => {
		appendFileSync(file, '# by hand\n');
		await toMenuPage(pty, 'Status');
		await press(pty, keys.f5, /Settings .*60-hostwright\.conf was/);
		await toMenuPage(pty, 'Changes');
		await press(pty, keys.enter, '- Changes');
		await tabTo(pty, /\[ Show \]/);
		await press(pty, keys.enter, 'Changed by somebody since it was written', '-# by hand', '>[ Back ]');
	};
	await changeByHand();
	await expectFrame('setup/changed-by-hand', pty);
	await press(pty, keys.right, '>[ Write it again ]');
	await press(pty, keys.enter, 'Changes: what would change', '>[ Apply ]');
	await press(pty, keys.enter, 'Changes: applied', '>[ Back ]');
	expect(readFileSync(file, 'utf8')).toBe(written);
	await press(pty, keys.enter, 'No file was changed by anybody');
	await changeByHand();
	await press(pty, keys.right, '>[ Write it again ]');
	await press(pty, keys.right, '>[ Keep it so ]');
	await press(pty, keys.enter, 'No file was changed by anybody');
	expect(readFileSync(file, 'utf8')).toBe(`${written}# by hand\n`);
});
