/** NFS version 4 on a host: the domain of its users' names. */
import type {Wanted} from '../../plan/wanted.ts';
import type {Rendering} from '../feature.ts';
import {idmapdFile} from './idmapd.ts';

export function renderNfs({domain}: {readonly domain: string | undefined}, {platform}: Rendering): Wanted {
	return {
		files: [idmapdFile(domain)],
		commands: [{title: 'Forget names of NFS users', command: 'nfsidmap', args: ['-c']}],
		services: [{...platform.units.nfsNames, state: 'kept'}],
	};
}
