/** NetworkManager with a message bus of its own, inside a namespace (test/namespace.ts). */
import {mkdirSync, writeFileSync} from 'node:fs';
import {Namespace, type Running} from '../namespace.ts';
import {startBus} from './bus.ts';

/** Folders it reads and writes; inside they are ours. */
const FOLDERS = ['/etc/NetworkManager', '/var/lib/NetworkManager'];

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
	await namespace.run('mkdir', ['-p', '/run/NetworkManager']);
	await startBus(namespace);
	return namespace;
}

/** Starts it; `nmcli` answers afterwards. */
export async function startNetworkManager(namespace: Namespace): Promise<Running> {
	const daemon = namespace.start('NetworkManager', ['--debug']);
	await daemon.says(/acquired D-Bus service "org.freedesktop.NetworkManager"/);
	return daemon;
}
