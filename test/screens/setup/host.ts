/** Hosts for setup's tests: a recorded one that runs, for frames, and scratch roots that an Apply may write to. */
import {execFileSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {expect, onTestFinished} from 'vitest';
import {debian} from '../../../src/platforms/debian.ts';
import type {Platform} from '../../../src/platforms/platform.ts';
import {packagedFiles} from '../../features/packaged.ts';
import {tell, type Told} from '../../probes/told-host.ts';
import {launcher, makeHome} from '../../commands/hostwright.ts';
import {keys, openPty, type Pty} from '../../pty.ts';
import {machines, open, press, type Opened} from '../rig.ts';

const df = (at: string, size: number, used: number): readonly [string, string] => [
	`df --block-size=1 --output=size,used,target ${at}`,
	`1B-blocks Used Mounted on\n${size} ${used} ${at}\n`,
];

const LINKS = [
	{ifname: 'eno1', operstate: 'UP', master: 'breno1'},
	{ifname: 'eno2', operstate: 'DOWN'},
	{
		...{ifname: 'breno1', operstate: 'UP', linkinfo: {info_kind: 'bridge'}},
		addr_info: [{local: '192.0.2.10', prefixlen: 24, scope: 'global'}],
	},
];

/** A host that runs for a day, with two guests. */
const RUNNING: Told = {
	files: {
		'/etc/os-release': 'ID=debian\n',
		'/proc/sys/kernel/hostname': 'h1.example.org\n',
		'/proc/uptime': '93784.21 180000.00\n',
		'/proc/loadavg': '0.08 0.03 0.01 1/123 4567\n',
		'/usr/bin/virsh': '',
		'/etc/rsyslog.d/hostwright.conf': 'action(type="omfwd" target="log.example.org" port="6514" protocol="tcp")\n',
		'/usr/lib/tuned/virtual-host/tuned.conf': '[main]\nsummary=Optimize for running KVM guests\n',
		'/usr/lib/tuned/throughput-performance/tuned.conf': '[main]\nsummary=Throughput above all\n',
	},
	asks: {
		...Object.fromEntries([df('/', 8e9, 2e9), df('/var/log', 2e9, 4e8), df('/data', 4e11, 1e11)]),
		'ip -j -d addr': JSON.stringify(LINKS),
		'virsh --readonly -c qemu:///system list --name': 'web\ndb\n\n',
		'lsblk -o NAME,SIZE,TYPE,FSTYPE,MOUNTPOINT,MODEL,SERIAL': 'NAME SIZE TYPE\nsda  480G disk\n',
		'journalctl --no-pager -b -n 1000': 'Nov 20 12:00:00 h1 kernel: Linux version 6.1\n',
		lscpu: 'Architecture: x86_64\n',
	},
};

/** Setup on a recorded host that runs; an Apply ends with the plan. */
export function openHost(told: Told = {}, ...args: readonly string[]): Opened {
	const dir = mkdtempSync(path.join(tmpdir(), 'hostwright-'));
	const files = {...RUNNING.files, ...told.files};
	const asks = {...RUNNING.asks, ...told.asks};
	tell(dir, {files, asks, there: told.there ?? []}, path.join(machines, 'plain'));
	return forTest(open(['setup', '--machine', dir, ...args]), dir);
}

/** Where settings of a host are saved. */
export const STORE = 'etc/hostwright/settings.yaml';

export type Rooted = Opened & {
	/** The folder it lies in. */
	readonly root: string;
	/** Text of a file of the host. */
	readonly file: (name: string) => string;
	/** Ends setup, and the host is gone. */
	readonly end: () => Promise<void>;
};

/** The accounts that an image comes with, and what is its own of a host that was started once. */
const IMAGE = {
	'/etc/passwd': 'root:x:0:0::/root:/bin/sh\nadmin:x:1000:1000::/home/admin:/bin/sh\n',
	'/etc/shadow': 'root:*:20000:0:99999:7:::\nadmin:!:20000:0:99999:7:::\n',
	'/etc/machine-id': '0123456789abcdef0123456789abcdef\n',
};

const ID: Readonly<Record<Platform['name'], string>> = {debian: 'debian', el: 'rhel'};

/** Setup on a host in a scratch folder, with what packages bring: an Apply really writes there. */
export const openRoot = (platform = debian, ...args: readonly string[]): Rooted => openStored('', platform, ...args);

/** The same with settings that are saved already, as YAML; none when empty. */
export function openStored(settings: string, platform = debian, ...args: readonly string[]): Rooted {
	const pty = openScratch(settings, platform, args);
	return forTest(pty, pty.root);
}

/** The same, until somebody ends it. */
export function openScratch(settings: string, platform: Platform, args: readonly string[] = []): Rooted {
	const root = mkdtempSync(path.join(tmpdir(), 'hostwright-'));
	const release = {'/etc/os-release': `ID=${ID[platform.name]}\n`};
	const stored = settings === '' ? {} : {[STORE]: `version: 1\n${settings}`};
	for (const [name, text] of Object.entries({...IMAGE, ...release, ...stored, ...packagedFiles(platform)})) {
		const file = path.join(root, name);
		mkdirSync(path.dirname(file), {recursive: true});
		writeFileSync(file, text, {mode: 0o600});
	}
	execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', `${root}/etc/ssh/ssh_host_ed25519_key`]);
	const pty = open(['setup', '--root', root, ...args]);
	return {
		...pty,
		root,
		file: name => readFileSync(path.join(root, name), 'utf8'),
		end: async () => ended(pty, root),
	};
}

async function ended(pty: Opened, folder: string): Promise<void> {
	await pty.close();
	pty.home.remove();
	rmSync(folder, {recursive: true});
}

/** Ends with the test. */
export function forTest<P extends Opened>(pty: P, folder: string): P {
	onTestFinished(async () => ended(pty, folder));
	return pty;
}

/**
 * In namespaces of its own, and without anybody to ask for a restart: the first folder in which a tool is looked for is ours, with
 * tools in it that write their name and arguments down.
 */
const RUNNING_HERE = 'mount -t tmpfs tmpfs /run && mount --bind "$1" /usr/local/sbin && exec "$2" setup';

export type Running = Opened & {
	/** What the tools wrote down. */
	readonly said: () => string;
};

/** Setup on this machine, which runs; what would end it only says so. It needs root. */
export function openRunning(tools: readonly string[]): Running {
	const folder = mkdtempSync(path.join(tmpdir(), 'hostwright-'));
	const said = path.join(folder, 'said');
	writeFileSync(said, '');
	for (const tool of tools)
		writeFileSync(path.join(folder, tool), `#!/bin/sh\necho "\${0##*/} $*" >>${said}\n`, {mode: 0o755});
	const own = ['--mount', '--pid', '--fork', '--kill-child', '--mount-proc'];
	const args = [...own, 'sh', '-c', RUNNING_HERE, 'sh', folder, launcher];
	const home = makeHome();
	const pty = openPty('unshare', {args, env: {...home.env, LANG: 'C.UTF-8'}});
	return {...forTest({...pty, home}, folder), said: () => readFileSync(said, 'utf8')};
}

/** The menu is there, and everything about the host is known. */
export async function known(pty: Pty): Promise<void> {
	await pty.waitFor(/^> \w/m);
	await pty.waitUntil(
		frame => !frame.some(line => /looking at this host|not known yet/.test(line)),
		'the host to be known',
	);
}

/**
 * The page that the menu is at, when it has the focus. What stands beside the title is of the page, and is drawn a moment later: who
 * took that for a change would press again before the first key was heard.
 */
const titleInMenu = (frame: readonly string[]) => /^> (\w[\w ]*?) *[*!]?\|/m.exec(frame.join('\n'))?.[1];

/** Back to the menu, from wherever the focus is: out of a cover, then out of the page. */
export async function toMenu(pty: Pty): Promise<void> {
	await pty.waitFor(/^ hostwright +(setup|rehearsal) /m);
	if (titleInMenu(pty.frame()) === undefined) await press(pty, keys.escape, /^> \w/m);
}

/** From the menu to a page, by the beginning of its title. */
export async function toPage(pty: Pty, title: string): Promise<void> {
	await known(pty);
	for (let presses = 0; titleInMenu(pty.frame()) !== title; presses++) {
		if (presses > 5) throw new Error(`no page ${title}`);
		const before = titleInMenu(pty.frame());
		pty.type(title.charAt(0).toLowerCase());
		await pty.waitUntil(frame => ![undefined, before].includes(titleInMenu(frame)), 'the menu to move');
	}
}

/** From the menu into its page. */
export const intoPage = async (pty: Pty) => press(pty, keys.enter, /^- \w/m);

/** The line with the focus inside of the page. */
const focusOf = (frame: readonly string[]) => frame.find(line => /\|.*>(\[| )/.test(line));

/** Where the focus is, by label: a value, a mark or a sentence beside it may change for other reasons. Tab comes by the menu too. */
const placeOf = (frame: readonly string[]) =>
	titleInMenu(frame) ?? /\|.*?>(\[ .*? \]| \S+( \S+)*)/.exec(focusOf(frame) ?? '')?.[1];

/** Tab, again and again, until the focus is on a line. */
export async function tabTo(pty: Pty, wanted: RegExp): Promise<void> {
	for (let moves = 0; !wanted.test(focusOf(pty.frame()) ?? ''); moves++) {
		if (moves > 30) throw new Error(`no line that is ${String(wanted)}:\n${pty.frame().join('\n')}`);
		const before = placeOf(pty.frame());
		pty.type(keys.tab);
		await pty.waitUntil(frame => ![undefined, before].includes(placeOf(frame)), 'the focus to move');
	}
}

/** Types a text into the field of this label, in place of what it held. */
export async function fill(pty: Pty, label: RegExp, text: string): Promise<void> {
	await tabTo(pty, label);
	const empty = '\x15';
	await press(
		pty,
		`${empty}${text}`,
		new RegExp(`${label.source} +${text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}`),
	);
}

/** Apply by Enter, the plan, and yes. @returns the plan's lines */
export async function apply(pty: Pty, title: string): Promise<readonly string[]> {
	await press(pty, keys.enter, `${title}: what would change`, '>[ Apply ]');
	const plan = pty.frame();
	await press(pty, keys.enter, new RegExp(`${title}: (not )?applied`), '>[ Back ]');
	expect(pty.frame().join('\n')).toContain(`${title}: applied`);
	await press(pty, keys.enter, `| ${title}`);
	return plan;
}
