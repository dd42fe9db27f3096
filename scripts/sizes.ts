/** Reports the house's aims (design: median file under 80 lines, files under 300). A report: lint holds the limits. */
import {readdir, readFile} from 'node:fs/promises';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const sizes: {file: string; lines: number}[] = [];
for (const folder of ['bin', 'screens', 'src']) {
	for (const entry of await readdir(path.join(root, folder), {recursive: true, withFileTypes: true})) {
		if (!entry.isFile() || !/\.tsx?$/.test(entry.name)) continue;
		const file = path.join(entry.parentPath, entry.name);
		sizes.push({file: path.relative(root, file), lines: (await readFile(file, 'utf8')).split('\n').length - 1});
	}
}
sizes.sort((a, b) => b.lines - a.lines);
const median = sizes[Math.floor(sizes.length / 2)]?.lines ?? 0;
const largest = sizes
	.slice(0, 3)
	.map(({file, lines}) => `${file} ${lines}`)
	.join(', ');
console.log(`${sizes.length} files, median ${median} lines, largest: ${largest}`);
