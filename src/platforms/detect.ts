/** Which platform a host is, by os-release(5). */
import type {Host} from '../host/host.ts';
import {debian} from './debian.ts';
import {el} from './el.ts';
import {image} from './image.ts';
import type {Platform} from './platform.ts';

/** os-release's own words for our platforms and for what is built from them (ID, then ID_LIKE). */
const KNOWN: Readonly<Record<string, Platform>> = {
	...{hostwright: image, debian, ubuntu: debian},
	...{rhel: el, fedora: el, centos: el},
};

const fieldOf = (text: string, name: string) =>
	(new RegExp(String.raw`^${name}=(.*)$`, 'm').exec(text)?.[1] ?? '').replace(/^(["'])(.*)\1$/, '$2');

/** The platform, or a whole sentence: what the host says it is, and what there are records for. @throws {HostFailed} */
export async function detectPlatform(
	host: Pick<Host, 'read'>,
): Promise<{readonly platform: Platform} | {readonly problem: string}> {
	const text = (await host.read('/etc/os-release')) ?? (await host.read('/usr/lib/os-release')) ?? '';
	const words = `${fieldOf(text, 'ID')} ${fieldOf(text, 'ID_LIKE')}`.split(' ').filter(Boolean);
	const known = words.find(word => Object.hasOwn(KNOWN, word));
	const platform = known === undefined ? undefined : KNOWN[known];
	if (platform) return {platform};
	const said = words.length === 0 ? 'does not say what it is' : `says it is "${words.join(' ')}"`;
	return {
		problem: `This host ${said} in /etc/os-release, and hostwright knows Debian and Enterprise Linux; its settings cannot be applied.`,
	};
}
