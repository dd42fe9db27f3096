/** iscsiadm(8) of this machine over the records of a scratch root; it needs root. */
import type {Ran} from '../../src/host/host.ts';
import type {Platform} from '../../src/platforms/platform.ts';
import {inNamespace} from '../namespace.ts';

export const iscsiadm = (root: string, {paths}: Pick<Platform, 'paths'>, args: readonly string[]): Ran =>
	inNamespace(root, [[paths.iscsiRecords, '/etc/iscsi']], 'exec iscsiadm "$@"', args);

/** A field of a record as iscsiadm shows it. */
export const field = (record: string, name: string): string | undefined =>
	record
		.split('\n')
		.find(line => line.startsWith(`${name} = `))
		?.slice(name.length + 3);
