/** The profiles that tuned has on a host. */
import type {Host} from '../host/host.ts';
import {mapWide, namesIn, textOf} from './asking.ts';

export type Profile = {
	readonly name: string;
	/** In its own words; empty when it has none. */
	readonly summary: string;
};

/** Those of the host before those of the distribution, which are elsewhere since tuned 2.23 (tuned-main.conf(5), profile_dirs). */
const FOLDERS = ['/etc/tuned/profiles', '/etc/tuned', '/usr/lib/tuned/profiles', '/usr/lib/tuned'];

/** By name; a profile is a folder with a tuned.conf. */
export async function probeProfiles(host: Host): Promise<readonly Profile[]> {
	const found = new Map<string, string>();
	for (const folder of FOLDERS) {
		const names = (await namesIn(host, folder)).filter(name => !name.includes('.') && !found.has(name));
		const texts = await mapWide(names, async name => textOf(host, `${folder}/${name}/tuned.conf`));
		names.forEach((name, at) => {
			const text = texts[at] ?? '';
			if (text !== '') found.set(name, /^summary\s*=\s*(.*)$/m.exec(text)?.[1]?.trim() ?? '');
		});
	}
	const profiles = [...found].map(([name, summary]) => ({name, summary}));
	return profiles.sort((a, b) => a.name.localeCompare(b.name, 'en'));
}
