/** Crash dumps: rules over several values, and over the size of /data. */
import {describe, expect, it} from 'vitest';
import {fromLine} from './gathered.ts';

describe('where dumps go', () => {
	it('lets one empty word not take back the target of another', () => {
		expect(fromLine('kdump_ssh=u@files kdump_nfs=').answers).toEqual({
			'kdump.target': 'ssh',
			'kdump.ssh': 'u@files',
		});
	});

	it.each([
		[
			'hostwright.kdump.target=ssh hostwright.kdump.ssh=u@[2001:db8::1] kdump_ssh_key=/k',
			'"u@[2001:db8::1]" has brackets round its address; write it without them',
		],
		['hostwright.kdump.target=nfs', '"nfs" needs an export; give kdump.nfs, as in files.example.org:/var/crash'],
		['hostwright.kdump.target=ssh', '"ssh" needs a login; give kdump.ssh, as in kdump@files.example.org'],
	])('%s is refused', (line, message) => {
		expect(fromLine(line).problems).toEqual([`error: ${message}`]);
	});
});

describe('memory for the crash kernel', () => {
	it('is left to us by the word of older kernels', () => {
		expect(fromLine('crashkernel=auto', {yaml: 'kdump: {crashkernel: 256M}\n'})).toEqual({
			answers: {},
			problems: ['warning: "crashkernel=auto" is what hostwright does by itself; leave the word out'],
		});
	});

	const right = 'give a size, as in 256M, or sizes by memory, as in 1G-4G:192M,4G-:256M';

	it.each([
		[
			'hostwright.kdump.crashkernel=auto',
			'"auto" is a word of older Enterprise Linux kernels; leave it out: hostwright chooses by memory',
		],
		[
			'hostwright.kdump.crashkernel="256M quiet"',
			`"256M quiet" is not an amount of memory for a crash kernel; ${right}`,
		],
	])('%s is refused', (line, message) => {
		expect(fromLine(line).problems).toEqual([`error: ${message}`]);
	});
});

describe('dumps without /data', () => {
	const none = 'hostwright.storage.dataSize=0';
	const refused = (target: string) =>
		`error: crash dumps cannot go to "${target}" while storage.dataSize is 0, because they are written to /data first: give a size, or kdump.target=off`;

	it.each([
		['kdump_nfs=files:/x', refused('nfs')],
		['kdump_ssh=u@files kdump_ssh_key=/k', refused('ssh')],
		['hostwright.kdump.target=local', refused('local')],
		[
			'',
			'warning: no crash dump is kept while storage.dataSize is 0, because dumps are written to /data first: give kdump.target=off, or a size',
		],
	])('have no place: %s', (line, problem) => {
		expect(fromLine(`${none} ${line}`).problems).toContain(problem);
	});

	it('are not missed when nobody wants them', () => {
		expect(fromLine(`${none} disable_kdump`).problems.join()).not.toContain('crash dump');
	});
});
