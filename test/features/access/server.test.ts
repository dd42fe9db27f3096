/** What the SSH server makes of the drop-in, beside files of distributions and of others: sshd -t and sshd -T, asked by the engine. */
import {execFileSync} from 'node:child_process';
import {describe, expect, it} from 'vitest';
import {access} from '../../../src/features/access/index.ts';
import type {Host} from '../../../src/host/host.ts';
import {realHost} from '../../../src/host/real-host.ts';
import {rootedHost} from '../../../src/host/rooted-host.ts';
import type {Wanted} from '../../../src/plan/wanted.ts';
import type {Platform} from '../../../src/platforms/platform.ts';
import {scratch} from '../../host/scratch.ts';
import {effective, READY, sshd} from '../../checkers/sshd.ts';
import {isRoot} from '../../namespace.ts';
import {fileAt, make, PLATFORMS, textAt, wantedOf, type About} from '../rendered.ts';
import {HASH, KEY, MAIN} from './hosts.ts';

/** Of another password. */
const OTHER_HASH = HASH.replace(/.$/, last => (last === 'a' ? 'b' : 'a'));
const DROP_IN = '/etc/ssh/sshd_config.d/10-hostwright.conf';
const ADMIN = `Match User admin
	DisableForwarding yes
	AllowAgentForwarding no
	AllowStreamLocalForwarding no
	AllowTcpForwarding no
	X11Forwarding no
	PermitTunnel no
	PermitUserRC no
	ForceCommand [ -t 0 ] && exec "$SHELL"; echo "admin logs in at a terminal, and nowhere else" >&2; exit 1
`;

describe.each(PLATFORMS)('on %s', (_, platform) => {
	it('keys alone let people in unless passwords are asked for', () => {
		const wanted = wantedOf(access, {}, {platform});
		expect(textAt(wanted, DROP_IN)).toBe(`# Written by hostwright from its settings; changes here are overwritten.
Port 22
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin prohibit-password
${ADMIN}`);
		expect(fileAt(wanted, DROP_IN)).toMatchObject({mode: 0o600});
	});

	it('passwords that are asked for let in whoever has one', () => {
		const texts = {sshPasswordLogin: 'yes', sshPort: '2222', adminPassword: HASH};
		const port = 'Port 2222\nPasswordAuthentication yes\nKbdInteractiveAuthentication yes\n';
		expect(textAt(wantedOf(access, texts, {platform}), DROP_IN)).toContain(
			`${port}PermitRootLogin prohibit-password\n`,
		);
		expect(textAt(wantedOf(access, {...texts, rootPassword: HASH}, {platform}), DROP_IN)).toContain(
			`${port}PermitRootLogin yes\n`,
		);
	});

	it('a password that an engine borrows lets root in and nobody else, and is not to be changed', () => {
		const texts = {adminPassword: HASH, mustChange: 'yes'};
		const wanted = wantedOf(access, texts, {platform, carried: {lentPassword: OTHER_HASH}});
		expect(textAt(wanted, DROP_IN)).toMatch(
			/^PasswordAuthentication no\nKbd.* no\nPermitRootLogin yes\n[^]*^Match User root\n\tPasswordAuthentication yes\n$/m,
		);
		expect(wanted.accounts).toEqual([
			{name: 'admin', hash: HASH, mustChange: true},
			{name: 'root', hash: OTHER_HASH, mustChange: false},
		]);
	});

	it('the server listens by itself and not by systemd, and reads its file anew', () => {
		const {ssh, sshSocket} = platform.units;
		expect(wantedOf(access, {}, {platform}).services).toEqual([
			{...sshSocket, state: 'off'},
			{...ssh, state: 'on', reads: [DROP_IN, '/etc/systemd/system.conf.d/hostwright.conf']},
		]);
	});

	it('another port waits for SELinux where there is one', () => {
		const said = platform.selinux
			? [
					'Where SELinux enforces, it lets the SSH server use port 2222 once "semanage port -a -t ssh_port_t -p tcp 2222" was run (package policycoreutils-python-utils).',
				]
			: [];
		expect(wantedOf(access, {sshPort: '2222'}, {platform}).waits).toEqual(said);
		expect(wantedOf(access, {}, {platform}).waits).toEqual([]);
	});
});

/** A host of this platform, with these files beside its own, whose sshd is this machine's. */
async function host(platform: Platform, files: Readonly<Record<string, string>> = {}, prepare = READY) {
	const root = await scratch();
	const rooted = rootedHost(realHost(), root);
	for (const [path, text] of Object.entries({...MAIN[platform.name], ...files})) {
		await rooted.write(path, text, {mode: 0o600});
	}
	execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', `${root}/etc/ssh/ssh_host_ed25519_key`]);
	const asking: Host = {
		...rooted,
		ask: async (command, args, options) =>
			command === 'sshd' ? sshd(root, args, prepare) : rooted.ask(command, args, options),
	};
	return {asking, effective: (user: string) => effective(root, user, prepare)};
}

const LENT = {carried: {lentPassword: OTHER_HASH}};

/** What the server reads: passwords have a test of their own, and no systemd runs here. */
const wantedFrom = (texts: Readonly<Record<string, string>>, platform: Platform, about: About = {}): Wanted => ({
	...wantedOf(access, texts, {...about, platform}),
	accounts: [],
	services: [],
});

const PASSWORDS = {sshPasswordLogin: 'yes', rootPassword: HASH};

const MEANS =
	'Another file of /etc/ssh sets this too: it is read before 10-hostwright.conf, or it opens one more port; take the line out there.';

if (!isRoot) console.warn('not run here, because it needs root: sshd -t and sshd -T');

describe.runIf(isRoot).each(PLATFORMS)('sshd with the files of %s', (_, platform) => {
	it('asks root for a password while one is lent, and again for keys alone afterwards', async () => {
		const {asking, effective} = await host(platform);
		const words = (user: string) =>
			['permitrootlogin', 'passwordauthentication'].map(word => effective(user).get(word));
		await make(asking, wantedFrom({}, platform, LENT));
		expect([words('root'), words('admin')]).toEqual([
			['yes', 'yes'],
			['yes', 'no'],
		]);
		await make(asking, wantedFrom({}, platform));
		expect(words('root')).toEqual(['without-password', 'no']);
	});

	it('takes the values of the settings, and admin gets nothing but a shell', async () => {
		const {asking, effective} = await host(platform);
		const before = effective('admin');
		expect(before.get('x11forwarding')).toBe('yes');
		expect(before.get('passwordauthentication')).toBe('yes');
		await make(asking, wantedFrom({sshPort: '2222', sshKeys: KEY}, platform));
		expect(Object.fromEntries(effective('root'))).toMatchObject({
			port: '2222',
			passwordauthentication: 'no',
			kbdinteractiveauthentication: 'no',
			permitrootlogin: 'without-password',
			pubkeyauthentication: 'yes',
			allowtcpforwarding: 'yes',
			x11forwarding: 'yes',
			forcecommand: 'none',
		});
		expect(Object.fromEntries(effective('admin'))).toMatchObject({
			passwordauthentication: 'no',
			disableforwarding: 'yes',
			allowtcpforwarding: 'no',
			allowagentforwarding: 'no',
			allowstreamlocalforwarding: 'no',
			x11forwarding: 'no',
			permittunnel: 'no',
			permituserrc: 'no',
			forcecommand: '[ -t 0 ] && exec "$SHELL"; echo "admin logs in at a terminal, and nowhere else" >&2; exit 1',
		});
	});

	it('takes passwords where they are asked for', async () => {
		const {asking, effective} = await host(platform);
		await make(asking, wantedFrom(PASSWORDS, platform));
		expect(Object.fromEntries(effective('root'))).toMatchObject({
			port: '22',
			passwordauthentication: 'yes',
			kbdinteractiveauthentication: 'yes',
			permitrootlogin: 'yes',
		});
	});

	it('takes ours before what cloud-init says', async () => {
		const cloud = {
			'/etc/ssh/sshd_config.d/50-cloud-init.conf': 'PasswordAuthentication yes\nPermitRootLogin yes\n',
		};
		const {asking, effective} = await host(platform, cloud);
		expect(effective('root').get('permitrootlogin')).toBe('yes');
		await make(asking, wantedFrom({}, platform));
		expect(effective('root').get('passwordauthentication')).toBe('no');
		expect(effective('root').get('permitrootlogin')).toBe('without-password');
	});

	it.each([
		['lets passwords in', '01-x.conf', 'PasswordAuthentication yes', {}],
		['asks for them otherwise', '01-x.conf', 'KbdInteractiveAuthentication yes', {}],
		['lets root in', '01-permitrootlogin.conf', 'PermitRootLogin yes', {}],
		['keeps root out', '01-x.conf', 'PermitRootLogin no', {sshKeys: KEY}],
		['takes no keys', '01-x.conf', 'PubkeyAuthentication no', {sshKeys: KEY}],
		['keeps passwords out', '01-x.conf', 'PasswordAuthentication no', PASSWORDS],
		['keeps that of root out', '01-x.conf', 'PermitRootLogin no', PASSWORDS],
		['listens on one more port', '60-x.conf', 'Port 2022', {}],
	])('is refused, with nothing changed, while another file %s', async (_name, file, line, texts) => {
		const path = `/etc/ssh/sshd_config.d/${file}`;
		const {asking} = await host(platform, {[path]: `${line}\n`});
		await expect(make(asking, wantedFrom(texts, platform))).rejects.toThrow(
			`sshd refuses what was written: ${line.toLowerCase()}. ${MEANS}`,
		);
		expect(await asking.read(DROP_IN)).toBeUndefined();
		await asking.remove(path);
		await make(asking, wantedFrom(texts, platform));
		expect(await asking.read(DROP_IN)).toBeDefined();
	});

	it('says of a line that it cannot read where it stands', async () => {
		const {asking} = await host(platform);
		const broken = (text: string) => ({...wantedFrom({}, platform), files: [{path: DROP_IN, text}]});
		await expect(make(asking, broken('PermitRootLogin perhaps\n'))).rejects.toThrow(
			/refuses.*10-hostwright.conf line 1: unsupported option "perhaps"/,
		);
		await expect(make(asking, broken('PermitRoot no\n'))).rejects.toThrow(
			/refuses.*: Bad configuration option: PermitRoot/,
		);
	});

	it.each([
		['it was never started', 'true', 255],
		['it has no key of its own', `${READY}; rm /etc/ssh/ssh_host_ed25519_key`, 1],
	])('is no hindrance where %s, but still reads what is written', async (_name, prepare, code) => {
		const {asking} = await host(platform, {}, prepare);
		expect((await asking.ask('sshd', ['-t'])).code).toBe(code);
		await make(asking, wantedFrom({}, platform));
		expect(await asking.read(DROP_IN)).toBeDefined();
		const broken = {...wantedFrom({}, platform), files: [{path: DROP_IN, text: 'Port many\n'}]};
		await expect(make(asking, broken)).rejects.toThrow('line 1: Badly formatted port number');
	});
});
