/**
 * NetworkManager's own way back (org.freedesktop.NetworkManager(5) on D-Bus): it remembers profiles and devices and restores them
 * when nobody destroys the checkpoint in time, whatever has become of us. busctl(1) speaks to it.
 */
import type {Host} from '../../host/host.ts';

const BUS = 'org.freedesktop.NetworkManager';
const OBJECT = '/org/freedesktop/NetworkManager';

/** DESTROY_ALL, DELETE_NEW_CONNECTIONS, DISCONNECT_NEW_DEVICES (NMCheckpointCreateFlags). */
const FLAGS = 1 | 2 | 4;

/** A call takes as long as the devices take to come back. */
const SECONDS = 30;

/** It is not started for this: who does not run has nothing to remember. */
const call = async (host: Host, method: string, signature: string, args: readonly string[]) => {
	const words = ['--system', '--auto-start=no', 'call', BUS, OBJECT, BUS, method, signature, ...args];
	return host.ask('busctl', words, {seconds: SECONDS});
};

/** Its path on the bus; empty when NetworkManager makes none, because it does not run. All devices and profiles. */
export async function makeCheckpoint(host: Host, seconds: number): Promise<string> {
	const {code, stdout} = await call(host, 'CheckpointCreate', 'aouu', ['0', String(seconds), String(FLAGS)]);
	return code === 0 ? (/^o "(.+)"/.exec(stdout)?.[1] ?? '') : '';
}

/** Everything is as it was; false when there is no such checkpoint any more, or not all of it could be restored. */
export async function rollBack(host: Host, checkpoint: string): Promise<boolean> {
	const {code, stdout} = await call(host, 'CheckpointRollback', 'o', [checkpoint]);
	// a{su}: a path and a code for each device, 0 where it went well (NMRollbackResult).
	return code === 0 && [...stdout.matchAll(/" (\d+)/g)].every(([, result]) => result === '0');
}

/** The change stays; false when there is no such checkpoint any more: it has been restored. */
export async function forgetCheckpoint(host: Host, checkpoint: string): Promise<boolean> {
	return (await call(host, 'CheckpointDestroy', 'o', [checkpoint])).code === 0;
}
