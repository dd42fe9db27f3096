/** Hosts for setup's tests: a recorded one that runs, for frames, and scratch roots that an Apply may write to. */
import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {expect, onTestFinished} from 'vitest';
import {tell, type Told} from '../../probes/told-host.ts';
import {keys, type Pty} from '../../pty.ts';
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
	return started(open(['setup', '--machine', dir, ...args]), dir);
}

export type Rooted = Opened & {
	/** Text of a file of the host. */
	readonly file: (name: string) => string;
};

/** The accounts that an image comes with. */
const IMAGE = {
	passwd: 'root:x:0:0::/root:/bin/sh\nadmin:x:1000:1000::/home/admin:/bin/sh\n',
	shadow: 'root:*:20000:0:99999:7:::\nadmin:!:20000:0:99999:7:::\n',
};

/** Setup on a host in a scratch folder: an Apply really writes there. */
export const openRoot = (platform: 'debian' | 'rhel' = 'debian', ...args: readonly string[]): Rooted =>
	openStored('', platform, ...args);

/** The same with settings that are saved already, as YAML; none when empty. */
export function openStored(
	settings: string,
	platform: 'debian' | 'rhel' = 'debian',
	...args: readonly string[]
): Rooted {
	const root = mkdtempSync(path.join(tmpdir(), 'hostwright-'));
	mkdirSync(path.join(root, 'etc/hostwright'), {recursive: true});
	if (settings !== '') writeFileSync(path.join(root, 'etc/hostwright/settings.yaml'), `version: 1\n${settings}`);
	for (const [name, text] of Object.entries(IMAGE)) writeFileSync(path.join(root, 'etc', name), text);
	writeFileSync(path.join(root, 'etc/os-release'), `ID=${platform}\n`);
	const pty = started(open(['setup', '--root', root, ...args]), root);
	return {...pty, file: name => readFileSync(path.join(root, name), 'utf8')};
}

function started(pty: Opened, folder: string): Opened {
	onTestFinished(async () => {
		await pty.close();
		pty.home.remove();
		rmSync(folder, {recursive: true});
	});
	return pty;
}

/** The menu is there, and everything about the host is known. */
export async function known(pty: Pty): Promise<void> {
	await pty.waitFor(/^> \w/m);
	await pty.waitUntil(
		frame => !frame.some(line => /looking at this host|not known yet/.test(line)),
		'the host to be known',
	);
}

/** From the menu to a page, by the beginning of its title. */
export async function toPage(pty: Pty, title: string): Promise<void> {
	await known(pty);
	for (let presses = 0; !pty.frame().some(line => line.startsWith(`> ${title}`)); presses++) {
		if (presses > 5) throw new Error(`no page ${title}`);
		const before = pty.frame().find(line => line.startsWith('> '));
		pty.type(title.charAt(0).toLowerCase());
		await pty.waitUntil(frame => frame.find(line => line.startsWith('> ')) !== before, 'the menu to move');
	}
}

/** From the menu into its page. */
export const intoPage = async (pty: Pty) => press(pty, keys.enter, /^- \w/m);

/** The line with the focus inside of the page. */
const focusOf = (frame: readonly string[]) => frame.find(line => /\|.*>(\[| )/.test(line));

/** Tab, again and again, until the focus is on a line. */
export async function tabTo(pty: Pty, wanted: RegExp): Promise<void> {
	for (let moves = 0; !wanted.test(focusOf(pty.frame()) ?? ''); moves++) {
		if (moves > 30) throw new Error(`no line that is ${String(wanted)}:\n${pty.frame().join('\n')}`);
		const before = pty.frame().join('\n');
		pty.type(keys.tab);
		await pty.waitUntil(frame => frame.join('\n') !== before, 'the focus to move');
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
