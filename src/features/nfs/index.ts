/** NFS version 4, whose users have names with a domain. */
import {domain} from '../../settings/rules.ts';
import {text} from '../../settings/setting.ts';
import {defineFeature} from '../feature.ts';
import {takesText} from '../legacy-word.ts';
import {renderNfs} from './render.ts';

export const nfs = defineFeature({
	name: 'nfs',
	title: 'NFS',

	settings: {
		domain: text({
			label: 'NFSv4 domain',
			help: 'The domain of user names on NFS version 4, the same on server and host (idmapd.conf).',
			example: 'example.org',
			is: domain,
		}),
	},

	legacy: {
		nfsv4_domain: takesText('nfsv4_domain', 'nfs.domain', {
			grammar: 'DOMAIN',
			help: 'The domain of user names on NFS version 4.',
			example: 'example.org',
		}),
	},

	render: renderNfs,
});
