/**
 * admin against the host: nothing is read, run or changed beyond setup, and nothing that gives root without the password. Each
 * attempt goes through the real sudo with our rule.
 */
import {writeFileSync} from 'node:fs';
import path from 'node:path';
import {afterAll, beforeAll, describe, expect, it, onTestFinished} from 'vitest';
import {isRoot} from '../namespace.ts';
import {keys, openPty, type Pty} from '../pty.ts';
import {press} from '../screens/rig.ts';
import {known, tabTo, toPage} from '../screens/setup/host.ts';
import {ADMIN_SHELL, adminHost, PASSWORD, type AdminHost} from './host.ts';

const HOSTWRIGHT = '/usr/bin/hostwright';

/** What a console shows to admin after the login. */
function openConsole(host: AdminHost): Pty {
	const pty = openPty('unshare', {args: host.args('admin', [ADMIN_SHELL]), env: {TERM: 'xterm-256color'}});
	onTestFinished(async () => pty.close());
	return pty;
}

if (!isRoot) console.warn('not run here, because it needs root: admin at a console of its own');

describe.runIf(isRoot)('the sudo rule', () => {
	let host: AdminHost;
	beforeAll(() => {
		host = adminHost();
	});
	afterAll(() => host.remove());

	it('is one that visudo takes, and lets setup begin', () => {
		expect(host.run('root', 'visudo', '-c').said).toContain('/etc/sudoers.d/hostwright: parsed OK');
		expect(host.run('admin', ADMIN_SHELL).said).toContain('== Setup ==');
	});

	it.each([
		['id'],
		['-s'],
		['-i'],
		['-e', '/etc/shadow'],
		['/bin/sh', '-c', 'id'],
		[HOSTWRIGHT],
		[HOSTWRIGHT, 'apply'],
		[HOSTWRIGHT, 'set', 'network.vlan=20'],
		[HOSTWRIGHT, 'setup', '--root', '/tmp'],
		[HOSTWRIGHT, 'setup', '--config', '/etc/shadow'],
		[HOSTWRIGHT, 'setup', ''],
		[`${HOSTWRIGHT}/../sh`],
		['--preserve-env', HOSTWRIGHT, 'setup', '--linear'],
		['NODE_OPTIONS=--version', HOSTWRIGHT, 'setup'],
		['LD_PRELOAD=/tmp/evil.so', HOSTWRIGHT, 'setup'],
	])('refuses everything else: %s %s %s %s', (...words) => {
		const {code, said} = host.run('admin', 'sudo', '--non-interactive', ...words);
		expect(code).toBe(1);
		expect(said).toMatch(/a password is required|not allowed to/);
		expect(said).not.toMatch(/uid=0|== Setup ==|root:/);
	});

	it('is not led astray by words after the login shell, nor by its environment', () => {
		const marker = path.join(host.folder, 'taken-over');
		const script = path.join(host.folder, 'evil.cjs');
		writeFileSync(script, `require('fs').writeFileSync(${JSON.stringify(marker)}, '')`);
		const evil = [
			`NODE_OPTIONS=--require ${script}`,
			`BASH_ENV=${script}`,
			`ENV=${script}`,
			`PATH=${host.folder}:/usr/bin:/bin`,
		];
		writeFileSync(path.join(host.folder, 'stty'), `#!/bin/sh\ntouch ${marker}\n`, {mode: 0o755});
		const {said} = host.run('admin', 'env', ...evil, ADMIN_SHELL, '-c', `touch ${marker}`);
		expect(said).toContain('== Setup ==');
		expect(host.run('root', 'ls', marker).code).not.toBe(0);
	});
});

describe.runIf(isRoot)('setup at the console of admin', () => {
	it('asks for the password before what gives root, and takes no other', async () => {
		const host = adminHost();
		onTestFinished(() => host.remove());
		const pty = openConsole(host);
		await toPage(pty, 'Security');
		await press(pty, keys.enter, '> Password of admin');
		await tabTo(pty, /SSH login by password/);
		await press(pty, ' ', /SSH login by password +\[x\]/);
		await press(pty, keys.enter, 'Security: what would change', '>[ Apply ]');
		await press(pty, keys.enter, 'Who is this?', '> Password of admin');
		await press(pty, `${PASSWORD}x`, '*'.repeat(23));
		await press(pty, keys.enter, '! This is not the password of admin.');
		expect(host.etc('hostwright/settings.yaml')).not.toContain('sshPasswordLogin');
		await press(pty, PASSWORD, '*'.repeat(22));
		await press(pty, keys.enter, 'Security: applied', '>[ Back ]');
		expect(host.etc('hostwright/settings.yaml')).toContain('sshPasswordLogin: yes');
		expect(pty.raw()).not.toContain(PASSWORD);
	});

	it('opens the shell of root after the password only, and comes back from it', async () => {
		const host = adminHost();
		onTestFinished(() => host.remove());
		const pty = openConsole(host);
		await known(pty);
		await press(pty, keys.f2, 'Open a root shell', '> Password of admin');
		await press(pty, 'guess', '*****');
		await press(pty, keys.enter, '! This is not the password of admin.');
		await press(pty, PASSWORD, '*'.repeat(22));
		await press(pty, keys.enter, /#/);
		await press(pty, 'echo I am $(id -un)\r', 'I am root');
		await press(pty, 'exit\r', /> Status/);
		// What was proven served once.
		await press(pty, keys.f2, '> Password of admin');
	});

	it('is locked until the password comes, and offers no way round it', async () => {
		const host = adminHost();
		onTestFinished(() => host.remove());
		const pty = openConsole(host);
		await known(pty);
		await press(pty, keys.enter, '>[ ');
		await tabTo(pty, /\[ Restart \]/);
		await press(pty, keys.right + keys.right, '>[ Lock ]');
		await press(pty, keys.enter, 'This console is locked', '> Password of admin');
		for (const key of [keys.f2, keys.f1, keys.f8, '\u001A']) pty.type(key);
		await press(pty, 'no', '**');
		expect(pty.frame().join('\n')).toContain('This console is locked');
		await press(pty, keys.enter, '! This is not the password of admin.');
		await press(pty, PASSWORD, '*'.repeat(22));
		await press(pty, keys.enter, '> Status');
	});

	it('refuses what gives root where admin has no password', async () => {
		const host = adminHost('');
		onTestFinished(() => host.remove());
		const pty = openConsole(host);
		await known(pty);
		await press(pty, keys.f2, 'admin has no password', 'installation medium');
		await press(pty, keys.enter, /> Status/);
	});
});
