/** A message bus of its own inside a namespace (test/namespace.ts). */
import type {Namespace} from '../namespace.ts';

/** Everything is allowed: nobody but the test is on this bus (dbus-daemon(1)). */
const BUS = `<busconfig>
<type>system</type>
<listen>unix:path=/run/dbus/system_bus_socket</listen>
<auth>EXTERNAL</auth>
<policy context="default">
<allow user="*"/><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
</policy>
</busconfig>
`;

/** Starts it; it answers afterwards. @throws {Error} */
export async function startBus(namespace: Namespace): Promise<void> {
	await namespace.run('mkdir', ['-p', '/run/dbus']);
	await namespace.run('sh', ['-c', 'printf %s "$1" >/run/dbus/bus.conf', 'sh', BUS]);
	const bus = namespace.start('dbus-daemon', [
		'--config-file=/run/dbus/bus.conf',
		...['--nofork', '--nopidfile', '--nosyslog', '--print-address'],
	]);
	await bus.says(/system_bus_socket/);
}
