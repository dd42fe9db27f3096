/** Where `hostwright` itself lies, for starting it as another process. */
import path from 'node:path';
import type {Host} from '../host/host.ts';

/** The launcher above the bundle, or above the sources when nothing is bundled. @throws {Error} */
export async function findLauncher(host: Host): Promise<string> {
	for (let at = import.meta.dirname; at !== path.dirname(at); at = path.dirname(at)) {
		const launcher = path.join(at, 'bin/hostwright');
		if ((await host.stat(launcher)) !== undefined) return launcher;
	}
	throw new Error(`bin/hostwright is not above ${import.meta.dirname}: the installation is damaged`);
}
