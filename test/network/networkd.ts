/** systemd-networkd inside a namespace (test/namespace.ts). It drops its rights to an account of its own, so it needs root. */
import {Namespace, type Running} from '../namespace.ts';
import {startBus} from './bus.ts';

const FOLDER = '/etc/systemd/network';

type Options = {readonly bus?: boolean; readonly layers?: readonly string[]};

/** A namespace in which systemd-networkd has not been started yet; `bus`: networkctl(1) can speak to it. @throws {Error} */
export async function openForNetworkd({bus = false, layers = []}: Options = {}): Promise<Namespace> {
	const namespace = await Namespace.open([FOLDER], {layers});
	await namespace.run('mkdir', ['-p', '/run/systemd']);
	if (bus) await startBus(namespace);
	return namespace;
}

/** Starts it; it has read all its files afterwards. */
export async function startNetworkd(namespace: Namespace): Promise<Running> {
	const environment = ['SYSTEMD_LOG_LEVEL=info', 'SYSTEMD_LOG_TARGET=console', 'SYSTEMD_LOG_COLOR=0'];
	const daemon = namespace.start('env', [...environment, '/lib/systemd/systemd-networkd']);
	await daemon.says(/Enumeration completed/);
	return daemon;
}

/** What it says of its files that is no praise: unknown keys are but a line in its log. */
export const complaints = ({log}: Running): readonly string[] =>
	log
		.split('\n')
		.filter(line => line.includes(FOLDER))
		.filter(line => !/: (Configuring with|found matching network) /.test(line));
