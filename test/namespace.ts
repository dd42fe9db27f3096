/**
 * A machine for tests of the network that touches nothing of the one they run on: interfaces, mounts, processes and host name of its
 * own. What runs in it ends with it, and it ends with us: its first process does when the pipe that we hold closes.
 */
import {execFile, spawn, spawnSync, type ChildProcess} from 'node:child_process';
import {mkdirSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {promisify} from 'node:util';
import type {Ran} from '../src/host/host.ts';

const execute = promisify(execFile);

export const isRoot = process.getuid?.() === 0;
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

/**
 * A fresh /run, and a sysfs with options `$1` unless the one of the machine is kept, layers over folders and folders or files over others, in pairs that end with `.`; then
 * what `$2` says, with the arguments that are left.
 */
const FIRST_PROCESS = `
set -e
mount -t tmpfs tmpfs /run
mkdir /run/lock
[ "$1" = kept ] || mount -t sysfs -o "$1" sysfs /sys
then=$2
shift 2
while [ "$1" != . ]; do
	case $1 in
	layer:*) mkdir "\${1#layer:}.work"
		mount -t overlay -o "lowerdir=$2,upperdir=\${1#layer:},workdir=\${1#layer:}.work" overlay "$2" ;;
	*) mount --bind "$1" "$2" ;;
	esac
	shift 2
done
shift
ip link set lo up
exec sh -c "$then" sh "$@"
`;

/** Nothing but waiting for the end of the pipe. */
const WAIT = 'echo ready; exec cat';

const firstProcess = (sysfs: 'ro' | 'rw' | 'kept', then: string, binds: ReadonlyArray<readonly [string, string]>) => [
	...[...UNSHARE, 'sh', '-c', FIRST_PROCESS, 'sh', sysfs, then],
	...[...binds.flat(), '.'],
];

/**
 * One script among files of a scratch root in place of the machine's own: servers listen where the rendered files say, nobody else
 * meets them, and all of them end with the script. Needs root.
 * @param binds files and folders, absolute, that are there on the machine; folders are made in the root where missing. A pair is one of
 *   the root and the one of the machine that it covers
 * @param script for sh(1), with `args` as its arguments
 */
export function inNamespace(
	root: string,
	binds: ReadonlyArray<string | readonly [string, string]>,
	script: string,
	args: readonly string[] = [],
): Ran {
	const pairs = binds.map(each => {
		const [from, to] = typeof each === 'string' ? [each, each] : each;
		return [path.join(root, from), to] as const;
	});
	for (const [from] of pairs) if (!/\.\w+$|passwd|shadow|group/.test(from)) mkdirSync(from, {recursive: true});
	const {status, stdout, stderr, error} = spawnSync('unshare', [...firstProcess('kept', script, pairs), ...args], {
		...{encoding: 'utf8', env, timeout: 90_000, maxBuffer: 64 * 1024 ** 2},
		// unshare passes no gentler one on.
		killSignal: 'SIGKILL',
	});
	if (error) throw error;
	return {code: status ?? -1, stdout, stderr};
}

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
	 * @param layers folders that are inside what they are on the host until something writes there; `outside` has what was written
	 * @throws {Error}
	 */
	static async open(
		covers: readonly string[],
		{hasUdev = false, layers = []}: {readonly hasUdev?: boolean; readonly layers?: readonly string[]} = {},
	): Promise<Namespace> {
		const scratch = mkdtempSync(path.join(tmpdir(), 'hostwright-net-'));
		const place = (inside: string) => {
			const folder = path.join(scratch, inside);
			mkdirSync(folder, {recursive: true});
			return folder;
		};
		const pairs = [
			...layers.map(layer => [`layer:${place(layer)}`, layer] as const),
			...covers.map(cover => [place(cover), cover] as const),
		];
		const first = spawn('unshare', firstProcess(hasUdev ? 'rw' : 'ro', WAIT, pairs), {env});
		await new Running('the namespace', first).says(/^ready$/m);
		const children = readFileSync(`/proc/${first.pid}/task/${first.pid}/children`, 'utf8');
		return new Namespace(scratch, first, Number(children.trim()));
	}

	/** Where a path below one of the covered folders is for us. */
	outside(inside: string): string {
		return path.join(this.#scratch, inside);
	}

	/** What nsenter(1) is told to run something inside: for who starts it in a way of its own, such as on a terminal. */
	entering(command: string, args: readonly string[]): readonly string[] {
		return ['--target', String(this.#pid), ...ENTER, '--', command, ...args];
	}

	/** What a tool prints. @throws {Error} with all it said when it ends with another code than 0 */
	async run(command: string, args: readonly string[] = []): Promise<string> {
		const {stdout} = await execute('nsenter', this.entering(command, args), {env});
		return stdout;
	}

	/** A daemon; it ends with the namespace. */
	start(command: string, args: readonly string[] = []): Running {
		return new Running(
			command,
			spawn('nsenter', this.entering(command, args), {env, stdio: ['ignore', 'pipe', 'pipe']}),
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

	/** ip(8) does not say when it has begun to listen, so it is spoken to until it answers. */
	async #listen(): Promise<Running> {
		const monitor = this.start('ip', ['monitor', 'link', 'address', 'route']);
		for (let mtu = 65_536; monitor.log === ''; mtu -= 1)
			await this.run('ip', ['link', 'set', 'lo', 'mtu', String(mtu)]);
		return monitor;
	}
}
