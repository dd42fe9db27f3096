/** What is in the image: its packages, their licences, every file; and the sums of all products. */
import {createHash} from 'node:crypto';
import {createReadStream, readdirSync, readFileSync, existsSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {output, type Workshop} from './workshop.ts';

type Package = {
	readonly name: string;
	readonly version: string;
	/** KiB, as the package says. */
	readonly size: number;
};

async function packages({root}: Workshop): Promise<readonly Package[]> {
	const format = '${Package}\t${Version}\t${Installed-Size}\n';
	const said = await output('dpkg-query', ['--admindir', `${root}/var/lib/dpkg`, '--show', '--showformat', format]);
	return said.split('\n').map(line => {
		const [name = '', version = '', size = '0'] = line.split('\t');
		return {name, version, size: Number(size)};
	});
}

/** Names of the licences in a machine-readable copyright file (Debian's copyright format 1.0), else where the text is. */
function licencesOf({root}: Workshop, name: string): string {
	const file = path.join(root, 'usr/share/doc', name, 'copyright');
	if (!existsSync(file)) return 'see the package it was built with';
	const found = [...readFileSync(file, 'utf8').matchAll(/^License: *(\S.*)$/gm)].map(([, licence = '']) => licence);
	return found.length === 0 ? `see /usr/share/doc/${name}/copyright` : [...new Set(found)].sort().join('; ');
}

/** Writes packages.txt, licences.txt and files.txt. @returns the ten largest packages, a line each */
export async function writeManifests(shop: Workshop): Promise<readonly string[]> {
	const folder = shop.options.output;
	const all = await packages(shop);
	writeFileSync(path.join(folder, 'packages.txt'), all.map(({name, version}) => `${name} ${version}\n`).join(''));
	const licences = all.map(({name}) => `${name}: ${licencesOf(shop, name)}\n`);
	writeFileSync(path.join(folder, 'licences.txt'), licences.join(''));
	const files = await output('unsquashfs', ['-lln', '-d', '', path.join(folder, 'image.squashfs')]);
	writeFileSync(path.join(folder, 'files.txt'), `${files}\n`);
	const largest = all.toSorted((a, b) => b.size - a.size).slice(0, 10);
	return largest.map(({name, size}) => `${String(Math.round(size / 1024)).padStart(5)} MiB  ${name}`);
}

/** SHA-256 of a file of any size, in hexadecimal. */
export async function fileSum(file: string): Promise<string> {
	const sum = createHash('sha256');
	for await (const bytes of createReadStream(file)) sum.update(bytes as Buffer);
	return sum.digest('hex');
}

/** SHA256SUMS, as sha256sum(1) checks it: written last, so a folder with one is whole. */
export async function writeSums({options: {output: folder}}: Workshop): Promise<void> {
	const names = readdirSync(folder, {recursive: true, withFileTypes: true})
		.filter(entry => entry.isFile() && entry.name !== 'build.log' && entry.name !== 'SHA256SUMS')
		.map(entry => path.relative(folder, path.join(entry.parentPath, entry.name)))
		.sort();
	const lines: string[] = [];
	for (const name of names) lines.push(`${await fileSum(path.join(folder, name))}  ${name}\n`);
	writeFileSync(path.join(folder, 'SHA256SUMS'), lines.join(''));
}
