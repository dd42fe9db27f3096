/** NetworkManager with a message bus of its own, inside a namespace (test/namespace.ts). */
import {mkdirSync, writeFileSync} from 'node:fs';
import {Namespace, type Running} from '../namespace.ts';

/** Folders it reads and writes; inside they are ours. */
const FOLDERS = ['/etc/NetworkManager', '/var/lib/NetworkManager'];

/** Everything is allowed: nobody but the test is on this bus (dbus-daemon(1)). */
const BUS = `<busconfig>
<type>system</type>
<listen>unix:path=/run/dbus/system_bus_socket</listen>
<auth>EXTERNAL</auth>
<policy context="default">
<allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
</policy>
</busconfig>
`;

/** NetworkManager.conf(5): it makes no profiles of its own, and leaves resolv.conf and the host's name alone. */
const CONFIG = `[main]
plugins=keyfile
rc-manager=unmanaged
no-auto-default=*
hostname-mode=none
[logging]
level=INFO
`;

/** A namespace with a message bus, in which NetworkManager has not been started yet. @throws {Error} */
export async function openWithBus(layers: readonly string[] = []): Promise<Namespace> {
	const namespace = await Namespace.open(FOLDERS, {hasUdev: true, layers});
	mkdirSync(namespace.outside('/etc/NetworkManager/system-connections'), {recursive: true});
	mkdirSync(namespace.outside('/etc/NetworkManager/conf.d'), {recursive: true});
	writeFileSync(namespace.outside('/etc/NetworkManager/NetworkManager.conf'), CONFIG);
	writeFileSync(namespace.outside('/etc/NetworkManager/bus.conf'), BUS);
	await namespace.run('mkdir', ['-p', '/run/dbus', '/run/NetworkManager']);
	const bus = namespace.start('dbus-daemon', [
		'--config-file=/etc/NetworkManager/bus.conf',
		...['--nofork', '--nopidfile', '--nosyslog', '--print-address'],
	]);
	await bus.says(/system_bus_socket/);
	return namespace;
}

/** Starts it; `nmcli` answers afterwards. */
export async function startNetworkManager(namespace: Namespace): Promise<Running> {
	const daemon = namespace.start('NetworkManager', ['--debug']);
	await daemon.says(/acquired D-Bus service "org.freedesktop.NetworkManager"/);
	return daemon;
}
