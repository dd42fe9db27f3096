/** Files of the project's `assets` folder, read at run time. */
import path from 'node:path';
import type {Host} from '../../host/host.ts';

/** From the bundle in dist/, and from this file's own place in the sources. */
const FOLDERS = ['../assets', '../../../assets'].map(folder => path.resolve(import.meta.dirname, folder));

/** @throws {Error} when the installation of hostwright is not whole */
export async function readAsset(host: Host, name: string): Promise<string> {
	for (const folder of FOLDERS) {
		const text = await host.read(path.join(folder, name));
		if (text !== undefined) return text;
	}
	throw new Error(`assets/${name} is missing from hostwright's own folder; install hostwright again`);
}
