/** Has systemd look at kept files: what is written to one is copied to CONFIG as soon as it is closed (systemd.path(5)). */
import type {Host} from '../host/host.ts';
import {isBooted} from '../plan/apply/changes.ts';
import type {Kept} from '../plan/kept.ts';
import {WRITTEN} from '../plan/written.ts';

const UNIT = 'hostwright-kept.path';
const FILE = `/run/systemd/system/${UNIT}`;

/** `%` begins a specifier (systemd.unit(5)). */
const escaped = (path: string) => path.replaceAll('%', '%%');

const textFor = (files: readonly Kept[]) => `# ${WRITTEN}
[Unit]
Description=Look at the files that are kept

[Path]
${files.map(({path}) => `PathChanged=${escaped(path)}\n`).join('')}Unit=hostwright-kept-again.service
`;

/** Where systemd runs; a folder needs no watching. @throws {CommandFailed} @throws {HostFailed} */
export async function watchKept(host: Host, kept: readonly Kept[]): Promise<void> {
	if (!(await isBooted(host))) return;
	const files = kept.filter(({kind}) => kind !== 'folder');
	const before = await host.read(FILE);
	const text = files.length === 0 ? undefined : textFor(files);
	if (before === text) return;
	if (text === undefined) {
		await host.run('systemctl', ['stop', UNIT]);
		await host.remove(FILE);
		await host.run('systemctl', ['daemon-reload']);
		return;
	}
	await host.write(FILE, text);
	await host.run('systemctl', ['daemon-reload']);
	await host.run('systemctl', ['restart', '--no-block', UNIT]);
}
