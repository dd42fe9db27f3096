/** What only whoever knows the password of admin may do in setup (design section 8): it gives root, or lets somebody else in. */
import type {Host} from '../host/host.ts';

/**
 * `open`: nobody is asked, because it was root that opened setup, or the host is none that runs. `asks`: for the password of admin.
 * `refuses`: admin has none, so nobody can show to be admin.
 */
export type Guard = 'open' | 'asks' | 'refuses';

const GUARDED = new Set([
	...['access.adminPassword', 'access.rootPassword', 'access.bootMenuPassword'],
	...['access.sshPasswordLogin', 'access.sshKeys'],
]);

/** Whether a change of this setting can give root. Words of the kernel line can start any program, and an engine logs in as root. */
export const isGuarded = (setting: string): boolean => GUARDED.has(setting) || /^(boot|engine)\./.test(setting);

/** The fields of a line of shadow(5). */
async function shadowOf(host: Host, user: string): Promise<readonly string[]> {
	const lines = ((await host.read('/etc/shadow')) ?? '').split('\n').map(line => line.split(':'));
	return lines.find(([name]) => name === user) ?? [];
}

/** `asks` when admin has a password that can be typed: `!`, `*` and nothing at all are none (shadow(5)). */
export async function probeGuard(host: Host): Promise<Guard> {
	const [, hash = ''] = await shadowOf(host, 'admin');
	return /^[^!*]/.test(hash) ? 'asks' : 'refuses';
}

/**
 * Whether this is the password of admin, by PAM's own helper (unix_chkpwd(8)): it knows every scheme that the host's crypt(5) does.
 * The password goes in by standard input, with the NUL that ends it.
 */
export async function isAdminPassword(host: Host, password: string): Promise<boolean> {
	if (password === '' || password.includes('\0')) return false;
	const {code} = await host.ask('unix_chkpwd', ['admin', 'nonull'], {
		...{input: `${password}\0`, secret: true, seconds: 30},
	});
	return code === 0;
}
