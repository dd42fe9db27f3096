/**
 * A machine for tests of the network that touches nothing of the one they run on: interfaces, mounts, processes and host name of its
 * own. What runs in it ends with it, and it ends with us: its first process does when the pipe that we hold closes.
 */
import {execFile, spawn, spawnSync, type ChildProcess} from 'node:child_process';
import {mkdirSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {promisify} from 'node:util';

const execute = promisify(execFile);

const isRoot = process.getuid?.() === 0;
const KINDS = ['--net', '--mount', '--uts', '--ipc', '--pid'];
/** An ordinary user is root inside, where the kernel lets users make namespaces (user_namespaces(7)). */
const UNSHARE = [...KINDS, ...(isRoot ? [] : ['--map-root-user']), '--fork', '--kill-child', '--mount-proc'];
const ENTER = [...KINDS, ...(isRoot ? [] : ['--user', '--preserve-credentials'])];

/** Debian keeps most of the tools where an ordinary user's PATH does not look. */
const env = {PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C'};

/** Whether this machine lets us have one. Who cannot says so in one line, and never silently. */
export const canHaveNamespaces = spawnSync('unshare', [...UNSHARE, 'true'], {env}).status === 0;

/** Longer than anything here takes; what is waited for comes as a change, and this ends a wait that is in vain. */
const IN_VAIN = 60_000;

/** A fresh /run and a sysfs with options `$1`, folders over others in pairs, and then nothing but waiting for the end of the pipe. */
const FIRST_PROCESS = `
set -e
mount -t tmpfs tmpfs /run
mount -t sysfs -o "$1" sysfs /sys
shift
while [ $# -gt 0 ]; do mount --bind "$1" "$2"; shift 2; done
ip link set lo up
echo ready
exec cat
`;

/** What has been printed so far, for a failure to show. */
const lastLines = (text: string) => text.trim().split('\n').slice(-15).join('\n');

/** A process inside that keeps running, with what it prints on both its outputs. */
export class Running {
	readonly #child: ChildProcess;
	readonly #name: string;
	readonly #listeners = new Set<() => void>();
	#log = '';

	constructor(name: string, child: ChildProcess) {
		this.#name = name;
		this.#child = child;
		for (const stream of [child.stdout, child.stderr]) {
			stream?.setEncoding('utf8').on('data', (text: string) => {
				this.#log += text;
				this.#tell();
			});
		}
		child.once('close', () => this.#tell());
	}

	get log(): string {
		return this.#log;
	}

	/** Called at each piece of output, and at the end; answers with how to stop that. */
	onChange(listener: () => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	get isOver(): boolean {
		return this.#child.exitCode !== null || this.#child.signalCode !== null;
	}

	/** Resolves once it has printed this. @throws {Error} with what it printed instead, when it ends or does not come to it */
	async says(pattern: RegExp): Promise<void> {
		const said = () => pattern.test(this.#log);
		await changed(this, said, () => `${this.#name} never said ${pattern}; it said:\n${lastLines(this.#log)}`);
	}

	#tell(): void {
		for (const listener of [...this.#listeners]) listener();
	}
}

/** Looks again at each change; each look ends before the next. @throws {Error} */
async function changed(source: Running, isSo: () => boolean | Promise<boolean>, failure: () => string): Promise<void> {
	let changes = 0;
	let wake: () => void = () => undefined;
	const stop = source.onChange(() => {
		changes += 1;
		wake();
	});
	const deadline = Date.now() + IN_VAIN;
	const timer = setTimeout(() => wake(), IN_VAIN);
	try {
		for (;;) {
			const seen = changes;
			if (await isSo()) return;
			if (source.isOver || Date.now() >= deadline) throw new Error(failure());
			// A change during the look counts.
			if (changes === seen) await new Promise<void>(resolve => (wake = resolve));
		}
	} finally {
		clearTimeout(timer);
		stop();
	}
}

export type Link = {
	readonly ifname: string;
	readonly address: string;
	readonly mtu: number;
	readonly master?: string;
	readonly operstate: string;
	readonly linkinfo?: {readonly info_kind?: string};
	readonly addr_info?: ReadonlyArray<{readonly local: string; readonly prefixlen: number; readonly scope: string}>;
};

export class Namespace {
	readonly #scratch: string;
	readonly #first: ChildProcess;
	readonly #pid: number;
	#monitor: Running | undefined;

	private constructor(scratch: string, first: ChildProcess, pid: number) {
		this.#scratch = scratch;
		this.#first = first;
		this.#pid = pid;
	}

	/**
	 * @param covers folders of the host that are empty inside; `outside` says where they are for us
	 * @param hasUdev without it sysfs is read-only, and systemd-networkd does not wait for udev to tell of its devices
	 * @throws {Error}
	 */
	static async open(covers: readonly string[], {hasUdev = false} = {}): Promise<Namespace> {
		const scratch = mkdtempSync(path.join(tmpdir(), 'hostwright-net-'));
		const binds = covers.flatMap(cover => {
			const folder = path.join(scratch, cover);
			mkdirSync(folder, {recursive: true});
			return [folder, cover];
		});
		const first = spawn('unshare', [...UNSHARE, 'sh', '-c', FIRST_PROCESS, 'sh', hasUdev ? 'rw' : 'ro', ...binds], {
			env,
		});
		await new Running('the namespace', first).says(/^ready$/m);
		const children = readFileSync(`/proc/${first.pid}/task/${first.pid}/children`, 'utf8');
		return new Namespace(scratch, first, Number(children.trim()));
	}

	/** Where a path below one of the covered folders is for us. */
	outside(inside: string): string {
		return path.join(this.#scratch, inside);
	}

	/** What a tool prints. @throws {Error} with all it said when it ends with another code than 0 */
	async run(command: string, args: readonly string[] = []): Promise<string> {
		const {stdout} = await execute('nsenter', this.#enter(command, args), {env});
		return stdout;
	}

	/** A daemon; it ends with the namespace. */
	start(command: string, args: readonly string[] = []): Running {
		return new Running(
			command,
			spawn('nsenter', this.#enter(command, args), {env, stdio: ['ignore', 'pipe', 'pipe']}),
		);
	}

	/** Interfaces with their addresses, as ip(8) shows them. */
	async links(): Promise<readonly Link[]> {
		return JSON.parse(await this.run('ip', ['-json', '-details', 'address', 'show'])) as readonly Link[];
	}

	/** A cable: an interface, and the far end of it, which is up. udev is told that the interface may be managed. */
	async plug(name: string, mac: string): Promise<void> {
		await this.run('ip', ['link', 'add', name, 'address', mac, 'type', 'veth', 'peer', 'name', `far-${name}`]);
		await this.run('ip', ['link', 'set', `far-${name}`, 'up']);
		for (const [end, unmanaged] of [
			[name, 0],
			[`far-${name}`, 1],
		] as const) {
			const data = `I:1000000\\nE:ID_NET_DRIVER=veth\\nE:NM_UNMANAGED=${unmanaged}\\n`;
			const script = `mkdir -p /run/udev/data; : > /run/udev/control
				printf '${data}' > "/run/udev/data/n$(cat "/sys/class/net/$1/ifindex")"`;
			await this.run('sh', ['-c', script, 'sh', end]);
		}
	}

	/** Resolves with the links once they are so. @throws {Error} with the last of them */
	async until(isSo: (links: ReadonlyMap<string, Link>) => boolean): Promise<ReadonlyMap<string, Link>> {
		const monitor = (this.#monitor ??= await this.#listen());
		let last: ReadonlyMap<string, Link> = new Map();
		const look = async () => {
			last = new Map((await this.links()).map(link => [link.ifname, link]));
			return isSo(last);
		};
		await changed(
			monitor,
			look,
			() => `the network never came to be so; it is:\n${JSON.stringify([...last.values()])}`,
		);
		return last;
	}

	/** Ends everything inside. Safe to call twice. */
	async close(): Promise<void> {
		if (this.#first.exitCode === null && this.#first.signalCode === null) {
			const closed = new Promise(resolve => this.#first.once('close', resolve));
			this.#first.stdin?.end();
			await closed;
		}
		rmSync(this.#scratch, {recursive: true, force: true});
	}

	#enter(command: string, args: readonly string[]): string[] {
		return ['--target', String(this.#pid), ...ENTER, '--', command, ...args];
	}

	/** ip(8) does not say when it has begun to listen, so it is spoken to until it answers. */
	async #listen(): Promise<Running> {
		const monitor = this.start('ip', ['monitor', 'link', 'address', 'route']);
		for (let mtu = 65_536; monitor.log === ''; mtu -= 1)
			await this.run('ip', ['link', 'set', 'lo', 'mtu', String(mtu)]);
		return monitor;
	}
}
