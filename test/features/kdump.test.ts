/** Crash dumps: legacy words, rules over several values, and over the size of /data. */
import {describe, expect, it} from 'vitest';
import {fromLine} from './gathered.ts';

const noKey = (login: string) =>
	`warning: No key is given for "${login}", so no dump arrives until one of the host is known there; give kdump.sshKey`;
const unused = (text: string, target: string, right: string) =>
	`warning: "${text}" is not used while crash dumps go to "${target}"; ${right}, or leave it out`;

describe('where dumps go', () => {
	it.each([
		['kdump_nfs=files:/var/crash', {'kdump.target': 'nfs', 'kdump.nfs': 'files:/var/crash'}],
		['kdump_nfs=[2001:db8::10]:/', {'kdump.target': 'nfs', 'kdump.nfs': '[2001:db8::10]:/'}],
		['kdump_nfs=files:/a:b', {'kdump.target': 'nfs', 'kdump.nfs': 'files:/a:b'}],
		['kdump_nfs=', {}],
		['kdump_nfs=files:/x kdump_nfs=', {}],
		['kdump_ssh=', {}],
		['kdump_ssh_key=', {}],
		[
			'kdump_ssh=kdump@files kdump_ssh_key=/root/.ssh/kdump_id_rsa',
			{'kdump.target': 'ssh', 'kdump.ssh': 'kdump@files', 'kdump.sshKey': '/root/.ssh/kdump_id_rsa'},
		],
		[
			'kdump_ssh=kdump@[2001:db8::10] kdump_ssh_key=https://keys.example.org/k',
			{'kdump.target': 'ssh', 'kdump.ssh': 'kdump@2001:db8::10', 'kdump.sshKey': 'https://keys.example.org/k'},
		],
		['disable_kdump', {'kdump.target': 'off'}],
		['disable_kdump=1', {'kdump.target': 'off'}],
		['disable_kdump=', {}],
		['disable_kdump kdump_local=', {'kdump.target': 'off'}],
	])('%s', (line, answers) => {
		expect(fromLine(line)).toEqual({answers, problems: []});
	});

	const local =
		'warning: "kdump_local" was used from May to July 2014 only; leave it out: dumps stay on the host anyway';

	it.each([
		['kdump_local', {'kdump.target': 'local'}, local],
		['kdump_local=1', {'kdump.target': 'local'}, local],
		['kdump_local=no', {}, local],
		[
			'disable_kdump=no',
			{},
			'warning: "disable_kdump=no" is taken as off; oVirt Node took it for on, so leave the word out',
		],
		['kdump_ssh=u@files', {'kdump.target': 'ssh', 'kdump.ssh': 'u@files'}, noKey('u@files')],
		[
			'kdump_nfs=files:/x disable_kdump',
			{'kdump.target': 'off', 'kdump.nfs': 'files:/x'},
			unused('files:/x', 'off', 'give kdump.target=nfs'),
		],
		[
			'kdump_ssh=u@files kdump_nfs=files:/x',
			{'kdump.target': 'nfs', 'kdump.ssh': 'u@files', 'kdump.nfs': 'files:/x'},
			unused('u@files', 'nfs', 'give kdump.target=ssh'),
		],
		[
			'kdump_ssh_key=/root/key',
			{'kdump.sshKey': '/root/key'},
			unused('/root/key', 'local', 'give kdump.target=ssh'),
		],
		[
			'crashkernel=256M disable_kdump',
			{'kdump.target': 'off', 'kdump.crashkernel': '256M'},
			unused('256M', 'off', 'give another target'),
		],
	])('%s is taken with a warning', (line, answers, warning) => {
		expect(fromLine(line)).toEqual({answers, problems: [warning]});
	});

	it('lets one empty word not take back the target of another', () => {
		expect(fromLine('kdump_ssh=u@files kdump_nfs=').answers).toEqual({
			'kdump.target': 'ssh',
			'kdump.ssh': 'u@files',
		});
	});

	const nfs = 'give a server and a path, as in files.example.org:/var/crash or [2001:db8::10]:/var/crash';
	const chars = 'give letters, digits and . _ / : @ % + , = ~ -, without ..';
	const login = 'give a user and a host, as in kdump@files.example.org';
	const key = 'give one as in /root/.ssh/kdump_id_rsa or https://keys.example.org/kdump';

	it.each([
		['kdump_nfs', '"kdump_nfs" has no value; give one, as in kdump_nfs=files.example.org:/var/crash'],
		['kdump_nfs=files', `"files" is not an NFS export; ${nfs}`],
		['kdump_nfs=files:crash', `"files:crash" names no path that starts with /; ${nfs}`],
		['kdump_nfs=1.2.3:/crash', `"1.2.3:/crash" names no NFS server; ${nfs}`],
		['kdump_nfs=[files]:/crash', `"[files]:/crash" names no NFS server; ${nfs}`],
		[
			'kdump_nfs=2001:db8::10:/x',
			'"2001:db8::10:/x" holds an IPv6 address without brackets; write it as [2001:db8::10]:/x',
		],
		['kdump_nfs=files:/$(reboot)', `"files:/$(reboot)" has a path that cannot be used; ${chars}`],
		['kdump_nfs=files:/../etc', `"files:/../etc" has a path that cannot be used; ${chars}`],
		['kdump_ssh', '"kdump_ssh" has no value; give one, as in kdump_ssh=kdump@files.example.org'],
		['kdump_ssh=files', `"files" is not a login over SSH; ${login}`],
		['kdump_ssh=-oProxyCommand=x@files', `"-oProxyCommand=x@files" names no user; ${login}`],
		['kdump_ssh=u@a_b', `"u@a_b" names no host; ${login}`],
		[
			'hostwright.kdump.target=ssh hostwright.kdump.ssh=u@[2001:db8::1] kdump_ssh_key=/k',
			'"u@[2001:db8::1]" has brackets round its address; write it without them',
		],
		['kdump_ssh_key', '"kdump_ssh_key" has no value; give one, as in kdump_ssh_key=https://keys.example.org/kdump'],
		['kdump_ssh_key=id_rsa', `"id_rsa" is neither a path nor an https URL; ${key}`],
		[
			'kdump_ssh_key=http://keys/k',
			'"http://keys/k" is not a URL that starts with https://; give one as in https://boot.example.org/key',
		],
		[
			'"kdump_ssh_key=-----BEGIN OPENSSH PRIVATE KEY-----"',
			'"[secret]" is a private key itself; give the path of a file that holds it, or an https URL',
		],
		[
			'kdump_local=/dev/sdb1',
			'"/dev/sdb1" in kdump_local=/dev/sdb1 is neither yes nor no; give kdump_local=yes, or leave it out',
		],
		['hostwright.kdump.target=nfs', '"nfs" needs an export; give kdump.nfs, as in files.example.org:/var/crash'],
		['hostwright.kdump.target=ssh', '"ssh" needs a login; give kdump.ssh, as in kdump@files.example.org'],
	])('%s is refused', (line, message) => {
		expect(fromLine(line).problems).toEqual([`error: ${message}`]);
	});
});

describe('memory for the crash kernel', () => {
	it.each([
		['crashkernel=256M', '256M'],
		['crashkernel=128M@16M', '128M@16M'],
		['crashkernel=1G-4G:192M,4G-64G:256M,64G-:512M', '1G-4G:192M,4G-64G:256M,64G-:512M'],
		['crashkernel=512M,high', '512M,high'],
		['crashkernel=128M,low crashkernel=512M,high', '512M,high 128M,low'],
		['crashkernel=512M,high crashkernel=256M', '256M'],
	])('%s', (line, text) => {
		expect(fromLine(line)).toEqual({answers: {'kdump.crashkernel': text}, problems: []});
	});

	it('is left to us by the word of older kernels', () => {
		expect(fromLine('crashkernel=auto', {yaml: 'kdump: {crashkernel: 256M}\n'})).toEqual({
			answers: {},
			problems: ['warning: "crashkernel=auto" is what hostwright does by itself; leave the word out'],
		});
	});

	const right = 'give a size, as in 256M, or sizes by memory, as in 1G-4G:192M,4G-:256M';

	it.each([
		['crashkernel', '"crashkernel" has no value; give one, as in crashkernel=256M'],
		['crashkernel=lots', `"lots" is not an amount of memory for a crash kernel; ${right}`],
		['crashkernel=256MB', `"256MB" is not an amount of memory for a crash kernel; ${right}`],
		['crashkernel=128M,low', '"128M,low" is the second of two words; give both, as in "512M,high 128M,low"'],
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
