/**
 * A running host of ours in a namespace: NetworkManager or systemd-networkd has its one cable, whose far end is another host. Only
 * systemd itself is a stand-in: it says which services run, and starts none.
 */
import {chmodSync, mkdirSync, writeFileSync} from 'node:fs';
import {launcher} from '../commands/hostwright.ts';
import type {Namespace, Running} from '../namespace.ts';

export const MAC = '52:54:00:12:34:56';
export const FAR_MAC = '52:54:00:00:00:01';

/** systemctl(1) of a host on which only this unit runs; others are there and off. */
const systemctl = (unit: string) => `#!/bin/sh
case "$1 $*" in
show*${unit}) printf 'LoadState=loaded\\nUnitFileState=enabled\\nActiveState=active\\n' ;;
show*) printf 'LoadState=loaded\\nUnitFileState=disabled\\nActiveState=inactive\\n' ;;
is-active*) echo active ;;
esac
`;

/** The far end of a cable in a host of its own, `far`, which answers from there. */
export async function plugHost(namespace: Namespace, name: string, mac = MAC): Promise<void> {
	await namespace.plug(name, mac);
	const far = `far-${name}`;
	await namespace.run('sh', ['-c', 'ip netns pids far >/dev/null 2>&1 || ip netns add far']);
	await namespace.run('ip', ['link', 'set', far, 'netns', 'far', 'address', FAR_MAC]);
	await inFar(namespace, 'ip', ['link', 'set', far, 'up']);
}

/** Runs a tool on the host at the far end. */
export const inFar = async (namespace: Namespace, command: string, args: readonly string[]) =>
	namespace.run('ip', ['netns', 'exec', 'far', command, ...args]);

/** Makes it one that systemd has started, with these settings. */
export async function install(namespace: Namespace, unit: string, settings: string): Promise<void> {
	const stub = namespace.outside('/systemctl');
	writeFileSync(stub, systemctl(unit));
	chmodSync(stub, 0o755);
	await namespace.run('mount', ['--bind', stub, '/usr/bin/systemctl']);
	await namespace.run('mkdir', ['-p', '/run/systemd/system']);
	// Whom the machine that runs the tests asks for names is no business of this one.
	await namespace.run('sh', ['-c', ': >/etc/resolv.conf']);
	mkdirSync(namespace.outside('/etc/hostwright'), {recursive: true});
	writeFileSync(namespace.outside('/etc/hostwright/settings.yaml'), settings, {mode: 0o600});
}

/**
 * Starts a program with a look at sysfs of its own, in which cables end in hardware: veth has none behind it, and udev, which
 * NetworkManager asks, must see it as it is.
 */
const WITH_HARDWARE = `
for name in eno1 eno2; do
	folder=/sys/devices/virtual/net/$name
	[ -d "$folder" ] || continue
	upper=$(mktemp -d /run/hardware.XXXXXX)
	mkdir -p "$upper/upper/device" "$upper/work"
	mount -t overlay -o "lowerdir=$folder,upperdir=$upper/upper,workdir=$upper/work" overlay "$folder"
done
echo "pid $$" >&2
exec "$@"
`;

/** The command as it is started inside. */
export const command = (...args: readonly string[]): readonly [string, readonly string[]] => [
	'unshare',
	['--mount', 'sh', '-c', WITH_HARDWARE, 'sh', launcher, ...args],
];

/** `hostwright ...` inside, to its end. @throws {Error} with all it said when it ends with another code than 0 */
export const hostwright = async (namespace: Namespace, ...args: readonly string[]) =>
	namespace.run(...command(...args));

/** The same while it runs; `pid N` is the first that it says. */
export const start = (namespace: Namespace, ...args: readonly string[]): Running =>
	namespace.start(...command(...args));
