/** `--root DIR`, shared by the commands that look at a host or change it. */
import path from 'node:path';
import type {Host} from '../src/host/host.ts';
import {realHost} from '../src/host/real-host.ts';
import {rootedHost} from '../src/host/rooted-host.ts';

export const rootOption = {root: {type: 'string'}} as const;

export const rootHelp = `  --root DIR       a folder with a host that does not run, in place of this one
`;

/** The host, and the folder it lies in as an absolute path; this machine when none was given. */
export function hostIn(root: string | undefined): {readonly host: Host; readonly root: string | undefined} {
	if (root === undefined) return {host: realHost(), root};
	const folder = path.resolve(root);
	return {host: rootedHost(realHost(), folder), root: folder};
}
