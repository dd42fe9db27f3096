/**
 * Messages of the kernel, sent by the kernel itself (Documentation/networking/netconsole.rst). It takes no names and asks no
 * neighbour: it wants the receiver's address, the interface, the host's own address there and the MAC of the next hop. A module
 * option would have to hold them before any network is up, when a bridge or bond does not even exist. So a unit of ours finds
 * them out once the network is up and tells the kernel through configfs, on both distributions alike; the netconsole services of
 * theirs differ, and neither looks again when the network has changed.
 */
import type {Wanted} from '../../plan/wanted.ts';
import {WRITTEN} from '../../plan/written.ts';
import {netconsoleServer} from './ports.ts';

const UNIT = 'hostwright-netconsole.service';
export const NETCONSOLE_UNIT = `/etc/systemd/system/${UNIT}`;
export const NETCONSOLE_SCRIPT = '/etc/hostwright/netconsole';
const ENABLED = `/etc/systemd/system/multi-user.target.wants/${UNIT}`;

/** POSIX sh, with ip(8) and getent(1). `use` makes the kernel ask for a neighbour (ip-neighbour(8)). */
const SCRIPT = String.raw`#!/bin/sh
# ${WRITTEN}
# netconsole HOST PORT: has the kernel send its messages to HOST, and looks again every five minutes, because names, routes and
# neighbours change and an interface that is made anew has forgotten everything.
set -u
host=$1
port=$2
folder=/sys/kernel/config/netconsole
target=$folder/hostwright

# after WORD WORDS...: the word after it
after() {
	word=$1
	shift
	while [ $# -gt 1 ]; do
		[ "$1" = "$word" ] && printf '%s\n' "$2" && return
		shift
	done
}

# mac_of ADDRESS INTERFACE: the MAC of a neighbour, asked for when it is not known
mac_of() {
	for pause in 0 1 1 1; do
		sleep "$pause"
		# shellcheck disable=SC2046 # words
		mac=$(after lladdr $(ip neigh show to "$1" dev "$2"))
		[ -n "$mac" ] && printf '%s\n' "$mac" && return
		ip neigh replace "$1" dev "$2" use
	done
	return 1
}

# What the kernel has been told, in the words of tell
told() {
	(cd "$target" && cat enabled dev_name local_ip remote_ip remote_port remote_mac) 2>/dev/null | tr '\n' ' '
}

# tell INTERFACE OWN-ADDRESS ADDRESS MAC
tell() {
	[ "$(told)" = "1 $1 $2 $3 $port $4 " ] && return
	[ -d "$target" ] || mkdir "$target" || return
	[ "$(cat "$target/enabled" 2>/dev/null)" != 1 ] || echo 0 >"$target/enabled" || return
	echo "$1" >"$target/dev_name" && echo "$2" >"$target/local_ip" && echo "$3" >"$target/remote_ip" &&
		echo "$port" >"$target/remote_port" && echo "$4" >"$target/remote_mac" && echo 1 >"$target/enabled" || return
	echo "Messages of the kernel go to $3 port $port from $2 on $1, by way of $4."
}

aim() {
	modprobe -q netconsole
	[ -d "$folder" ] || mount -t configfs configfs /sys/kernel/config 2>/dev/null
	[ -d "$folder" ] || { echo 'This kernel has no netconsole that can be told at run time.' >&2 && return 1; }
	for address in $(getent ahosts "$host" | while read -r first _; do echo "$first"; done | uniq); do
		# shellcheck disable=SC2046 # words
		set -- $(ip -o route get "$address" 2>/dev/null)
		device=$(after dev "$@")
		[ -n "$device" ] || continue
		own=$(after src "$@")
		hop=$(after via "$@")
		[ -n "$hop" ] || hop=$address
		mac=$(mac_of "$hop" "$device") && tell "$device" "$own" "$address" "$mac" && return
	done
	echo "No way to \"$host\" is known; it is looked for again in a minute." >&2
	return 1
}

while :; do
	if aim; then pause=300; else pause=60; fi
	sleep "$pause" || exit
done
`;

/** Host and port are of letters, digits and `.-:` only, which mean nothing to systemd.service(5). */
const unitText = (host: string, port: number) => `# ${WRITTEN}
[Unit]
Description=Messages of the kernel to ${host}
Documentation=https://docs.kernel.org/networking/netconsole.html
Wants=network-online.target
After=network-online.target

[Service]
Type=exec
ExecStart=/bin/sh ${NETCONSOLE_SCRIPT} ${host} ${port}
ExecStopPost=-/bin/rmdir /sys/kernel/config/netconsole/hostwright
Restart=on-failure

[Install]
WantedBy=multi-user.target
`;

const reads = [NETCONSOLE_UNIT, NETCONSOLE_SCRIPT];
const reload = {
	title: 'Read the units again',
	command: 'systemctl',
	args: ['daemon-reload'],
	reads,
	atStart: true,
} as const;

/** A pattern, because nothing that matches is no error, and a name that is not loaded is one. */
const stop = {title: 'Stop netconsole', command: 'systemctl', args: ['stop', 'hostwright-netconsole*'], reads};
const start = {title: 'Start netconsole', command: 'systemctl', args: ['restart', UNIT], reads};

/** The unit and what it runs; without a receiver none of it. */
export function netconsoleWanted(receiver: string | undefined): Pick<Required<Wanted>, 'files' | 'commands'> {
	const target = netconsoleServer(receiver ?? '');
	if (!target) {
		const files = [NETCONSOLE_UNIT, NETCONSOLE_SCRIPT, ENABLED].map(path => ({path, absent: true}) as const);
		return {files, commands: [stop, reload]};
	}
	return {
		files: [
			{path: NETCONSOLE_SCRIPT, text: SCRIPT},
			{path: NETCONSOLE_UNIT, text: unitText(target.host, target.port)},
			{path: ENABLED, link: `../${UNIT}`},
		],
		commands: [reload, start],
	};
}
