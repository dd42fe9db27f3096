/** collectd(1) over the configuration of a distribution with a drop-in in it. `-t` ends well whatever it reads; `-T` does not always. */
import {mkdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import type {Ran} from '../../src/host/host.ts';
import {realHost} from '../../src/host/real-host.ts';
import type {Platform} from '../../src/platforms/platform.ts';
import {scratch} from '../host/scratch.ts';

/** How the packages' own configurations include drop-ins: Debian 12, and EPEL 9. */
const INCLUDES: Readonly<Record<Platform['name'], (folder: string) => string>> = {
	debian: folder => `<Include "${folder}">\n\tFilter "*.conf"\n</Include>\n`,
	el: folder => `Include "${folder}"\n`,
};

/** A configuration with the drop-in in it that measures the load; its path. */
export async function configured(platform: Platform, dropIn: string): Promise<string> {
	const dir = await scratch();
	await mkdir(join(dir, 'conf.d'));
	await writeFile(join(dir, 'conf.d/hostwright.conf'), dropIn);
	const main = `Hostname "h1"\nFQDNLookup false\nInterval 0.05\nBaseDir "${dir}"\nPIDFile "${dir}/pid"\nLoadPlugin load\n`;
	const file = join(dir, 'collectd.conf');
	await writeFile(file, `${main}${INCLUDES[platform.name](join(dir, 'conf.d'))}`);
	return file;
}

/** One round of measuring (`-T`), or only reading (`-t`). */
export const measure = async (platform: Platform, dropIn: string, option = '-T'): Promise<Ran> =>
	realHost().ask('collectd', [option, '-C', await configured(platform, dropIn)]);
