/** What is put on CONFIG: written by a debugfs script, every inode owned by root whoever runs us, then read back. */
import path from 'node:path';
import type {Host} from '../../host/host.ts';
import {complaints, ext4Device, quoted, readExt4} from './steps-ext4.ts';
import {frozen, type Target} from './steps.ts';

/** A file on CONFIG; 0600 unless said. */
export type ConfigFile = {readonly path: string; readonly text: string; readonly mode?: number};

export type ConfigChange = {
	/** Folders to make, parents first, with their modes. They must not exist. */
	readonly folders?: ReadonlyArray<{readonly path: string; readonly mode: number}>;
	/** Written anew, whether they exist or not. */
	readonly files?: readonly ConfigFile[];
	/** No error when they are not there. */
	readonly remove?: readonly string[];
	/** A file of this many bytes that takes up room and holds nothing. */
	readonly reserve?: {readonly path: string; readonly size: number};
};

const octal = (mode: number) => mode.toString(8).padStart(4, '0');

function owned(name: string, mode: string): readonly string[] {
	return [`sif ${name} uid 0`, `sif ${name} gid 0`, `sif ${name} mode ${mode}`];
}

/** `write` takes a name in the current folder only. */
function writing(from: string, to: string, mode: number): readonly string[] {
	const name = quoted(path.basename(to));
	return [
		`cd ${quoted(path.dirname(to))}`,
		`rm ${name}`,
		`write ${quoted(from)} ${name}`,
		...owned(name, `010${octal(mode)}`),
	];
}

/** The allocation stays when the size is set: a file of zeros would be written as a hole. */
function reserving({path: to, size}: {path: string; size: number}): readonly string[] {
	const name = quoted(path.basename(to));
	const blocks = Math.ceil(size / 4096);
	return [...writing('/dev/null', to, 0o600), `fallocate ${name} 0 ${blocks - 1}`, `sif ${name} size ${size}`];
}

function script({folders = [], files = [], remove = [], reserve}: ConfigChange, source: (file: ConfigFile) => string) {
	return [
		...remove.map(name => `rm ${quoted(name)}`),
		...folders.flatMap(folder => {
			const name = quoted(folder.path);
			return [`mkdir ${name}`, ...owned(name, `04${octal(folder.mode)}`)];
		}),
		...(reserve ? reserving(reserve) : []),
		...files.flatMap(file => writing(source(file), file.path, file.mode ?? 0o600)),
		'',
	].join('\n');
}

/** @throws {Error} when debugfs complains, {HostFailed} when what is read back is not what was written */
export async function changeConfig(host: Host, target: Target, change: ConfigChange): Promise<void> {
	const {files = []} = change;
	const device = ext4Device(target, 'CONFIG');
	const source = ({path: name}: ConfigFile) => path.join(target.work, 'config', name);
	const back = ({path: name}: ConfigFile) => path.join(target.work, 'back', name);
	for (const file of files) await host.write(source(file), file.text, {mode: 0o600, draft: true});
	await debugfs(host, target, ['-w'], 'change', script(change, source));
	await host.flush(target.path);
	if (files.length === 0) return;

	for (const folder of new Set(files.map(file => path.dirname(back(file))))) await host.makeDirectory(folder);
	const dumps = files.map(file => `dump ${quoted(file.path)} ${quoted(back(file))}`);
	await debugfs(host, target, [], 'read-back', `${dumps.join('\n')}\n`);
	for (const file of files) {
		const length = Buffer.byteLength(file.text);
		await host.compare({path: source(file), offset: 0, length}, {path: back(file), offset: 0, length});
	}

	async function debugfs(on: Host, {work}: Target, options: readonly string[], name: string, text: string) {
		const file = path.join(work, `${name}.debugfs`);
		await on.write(file, text, {mode: 0o600, draft: true});
		const ran = await on.run('debugfs', [...options, '-f', file, device], {env: frozen(target)});
		const [complaint] = complaints(ran.stderr);
		if (complaint !== undefined) throw new Error(`debugfs said on ${device}: ${complaint}`);
	}
}

/** Are all these files there, to the letter? */
export async function holdsConfig(host: Host, target: Target, files: readonly ConfigFile[]): Promise<boolean> {
	for (const file of files) if ((await readExt4(host, target, 'CONFIG', file.path)) !== file.text) return false;
	return true;
}
