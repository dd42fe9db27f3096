/** What rendering knows of a host: which parts are on it, by either platform's own files. */
import {describe, expect, it} from 'vitest';
import {realHost} from '../../src/host/real-host.ts';
import {rootedHost} from '../../src/host/rooted-host.ts';
import {debian} from '../../src/platforms/debian.ts';
import {el} from '../../src/platforms/el.ts';
import type {PartName} from '../../src/platforms/platform.ts';
import {renderingFor} from '../../src/session/rendering.ts';
import {scratch} from '../host/scratch.ts';

const PARTS: readonly PartName[] = ['dumps', 'tuned', 'syslogTls'];

async function found(id: string, files: readonly string[]) {
	const host = rootedHost(realHost(), await scratch());
	await host.write('/etc/os-release', `ID=${id}\n`);
	for (const file of files) await host.write(file, '');
	const rendering = await renderingFor(host);
	if ('problem' in rendering) throw new Error(rendering.problem);
	return PARTS.filter(part => rendering.has(part));
}

describe.each([debian, el])('the parts of $title', ({name, parts}) => {
	const id = name === 'debian' ? 'debian' : 'almalinux\nID_LIKE="rhel centos fedora"';

	it('are there when one of their files is', async () => {
		for (const part of PARTS) {
			for (const file of parts[part].files) expect(await found(id, [file])).toEqual([part]);
		}
	});

	it('are not there on a host without them, or with those of the other distribution', async () => {
		expect(await found(id, [])).toEqual([]);
		const other = name === 'debian' ? el : debian;
		expect(await found(id, [...other.parts.dumps.files, ...other.parts.syslogTls.files])).toEqual([]);
	});
});

describe('what is of this host alone', () => {
	it.each([
		['32 digits', '0123456789abcdef0123456789abcdef\n', '0123456789abcdef0123456789abcdef'],
		['a word, as in an image that was never started', 'uninitialized\n', ''],
		['nothing', '', ''],
		['no file', undefined, ''],
	])('is its machine-id: %s', async (_, text, seed) => {
		const host = rootedHost(realHost(), await scratch());
		await host.write('/etc/os-release', 'ID=debian\n');
		if (text !== undefined) await host.write('/etc/machine-id', text);
		expect(await renderingFor(host)).toMatchObject({seed});
	});
});
