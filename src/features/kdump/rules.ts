/** Rules for the targets of crash dumps. The values become lines of kdump.conf and of a file that a shell reads. */
import {host, httpsUrl, ipv6} from '../../settings/rules.ts';
import type {Rule} from '../../settings/setting.ts';

/** From the root, of characters that neither a shell nor kdump.conf takes for its own, and no way back up. */
const isPath = (text: string) => /^\/[\p{L}\p{N}._/:@%+,=~-]*$/u.test(text) && !/\/\.\.?(\/|$)/.test(text);

/** `HOST:/PATH`, an IPv6 address in brackets (kdump.conf(5), nfs(5)). */
export const nfsPath: Rule = text => {
	const right = 'give a server and a path, as in files.example.org:/var/crash or [2001:db8::10]:/var/crash';
	const [, bracketed, plain, path = ''] = /^(?:\[([^\]]*)\]|([^:[\]/]+)):(.*)$/.exec(text) ?? [];
	const bare = /^([0-9a-f:.]+):\//i.exec(text)?.[1] ?? '';
	if (plain === undefined && bracketed === undefined) return {what: 'is not an NFS export', right};
	if (bracketed === undefined && ipv6(bare) === undefined)
		return {
			what: 'holds an IPv6 address without brackets',
			right: `write it as [${bare}]${text.slice(bare.length)}`,
		};
	if (bracketed === undefined ? host(plain ?? '') : ipv6(bracketed)) return {what: 'names no NFS server', right};
	if (!path.startsWith('/')) return {what: 'names no path that starts with /', right};
	if (!isPath(path))
		return {
			what: 'has a path that cannot be used',
			right: 'give letters, digits and . _ / : @ % + , = ~ -, without ..',
		};
	return undefined;
};

/** `USER@HOST`; ssh(1) takes an IPv6 address without brackets, as kdump.conf(5) does. */
export const sshLogin: Rule = text => {
	const right = 'give a user and a host, as in kdump@files.example.org';
	const [, user = '', name = ''] = /^([^@]*)@(.*)$/.exec(text) ?? [];
	if (name === '') return {what: 'is not a login over SSH', right};
	if (!/^[a-z_][a-z0-9_.-]{0,31}$/i.test(user)) return {what: 'names no user', right};
	if (/^\[.*\]$/.test(name)) return {what: 'has brackets round its address', right: 'write it without them'};
	return host(name) ? {what: 'names no host', right} : undefined;
};

/** Where a private key is, never the key. */
export const keyFile: Rule = text => {
	if (/PRIVATE KEY/.test(text)) {
		const right = 'give the path of a file that holds it, or an https URL';
		return {what: 'is a private key itself', right, shown: '[secret]'};
	}
	if (/^[a-z]+:\/\//i.test(text)) return httpsUrl(text);
	return isPath(text) && !text.endsWith('/')
		? undefined
		: {
				what: 'is neither a path nor an https URL',
				right: 'give one as in /root/.ssh/kdump_id_rsa or https://keys.example.org/kdump',
			};
};

const SIZE = String.raw`\d{1,12}[KMG]?`;
const RANGE = `${SIZE}-(?:${SIZE})?:${SIZE}`;
/** Documentation/admin-guide/kdump/kdump.rst: a size, sizes by memory, or two words of which one is for low memory. */
const CRASHKERNEL = new RegExp(
	`^(?:(?:${SIZE}|${RANGE}(?:,${RANGE})*)(?:@${SIZE})?|${SIZE},(?:high|cma)|${SIZE},high ${SIZE},low)$`,
	'i',
);

export const crashkernel: Rule = text => {
	const right = 'give a size, as in 256M, or sizes by memory, as in 1G-4G:192M,4G-:256M';
	if (/^auto$/i.test(text))
		return {
			what: 'is a word of older Enterprise Linux kernels',
			right: 'leave it out: hostwright chooses by memory',
		};
	if (new RegExp(`^${SIZE},low$`, 'i').test(text))
		return {what: 'is the second of two words', right: 'give both, as in "512M,high 128M,low"'};
	return CRASHKERNEL.test(text) ? undefined : {what: 'is not an amount of memory for a crash kernel', right};
};
