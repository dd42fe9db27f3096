/** What in a recording tells one machine from another: found by where it stands and by what it looks like. */
import {isIPv6} from 'node:net';
import type {Recording} from './write-recording.ts';

export type IdentifierKind = 'serial' | 'wwn' | 'mac' | 'uuid' | 'ipv4' | 'ipv6' | 'hostname' | 'iqn' | 'secret';
export type Identifier = {readonly kind: IdentifierKind; readonly text: string};

/** JSON keys of lsblk, wipefs, sfdisk, pvs, ip and of our own host.json. */
const byKey: Readonly<Record<string, IdentifierKind>> = {
	...{serial: 'serial', wwn: 'wwn', hostname: 'hostname', local: 'ipv6'},
	...{uuid: 'uuid', ptuuid: 'uuid', partuuid: 'uuid', id: 'uuid', pv_uuid: 'uuid', vg_uuid: 'uuid'},
};

/** Last names of files. */
const byFile: ReadonlyArray<readonly [RegExp, IdentifierKind]> = [
	[/\/(serial|vpd_pg80)$/, 'serial'],
	[/\/wwid$/, 'wwn'],
	[/\/(hostname)$/, 'hostname'],
];

const byLook: ReadonlyArray<readonly [RegExp, IdentifierKind]> = [
	[/(?<![\da-f:-])(?:[\da-f]{2}[:-]){5}[\da-f]{2}(?![\da-f:-])/gi, 'mac'],
	// BOOTIF has the type of hardware before the MAC.
	[/(?<=BOOTIF=01[-:])(?:[\da-f]{2}[:-]){5}[\da-f]{2}/gi, 'mac'],
	[/(?<![\da-f])[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}(?![\da-f])/gi, 'uuid'],
	[/(?<![\da-f])[\da-f]{8}(?::[\da-f]{8}){3}(?![\da-f])/gi, 'uuid'],
	[/(?<=^(?:UUID|PTUUID|MD_UUID)=)\S+/gm, 'uuid'],
	[/(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])/g, 'ipv4'],
	[/(?<=\b0x|\beui\.|\bnaa\.)[\da-f]{16,32}(?![\da-f])/gi, 'wwn'],
	[/(?<=^E:ID_SERIAL(?:_SHORT)?=|^Serial\s*:\s*)\S+/gm, 'serial'],
	[/(?<=\bhostname=)[^\s:]+/g, 'hostname'],
	// The fifth field of ip=CLIENT:SERVER:GATEWAY:NETMASK:HOSTNAME
	[/(?<=\bip=(?:[^\s:[]*:){4})[^\s:]+/g, 'hostname'],
	// mdadm names arrays HOST:NAME.
	[/(?<=^MD_NAME=)[^:\s]+(?=:)/gm, 'hostname'],
	[/\biqn\.\d{4}-\d{2}[\w.:-]*?(?=-lun-|[\s",]|$)/gm, 'iqn'],
	[/\$(?:\d|y|2[aby]|gy)\$[./\w$=-]{8,}/g, 'secret'],
	[/(?<=\b[\w.]*(?:pw|passw|password|secret)=)[^\s"]+/gi, 'secret'],
];

/** Of everybody: partition types, and the vendor of the variables of UEFI itself. */
const publicUuids = /^8be4df61-93ca-11d2-aa0d-00e098032b8c$/i;

export function findIdentifiers(recording: Recording): readonly Identifier[] {
	const found = new Map<string, Identifier>();
	const reserved = new Set<string>();
	const shared = new Set<string>();
	const add = (kind: IdentifierKind, text: string) => {
		if (worth(kind, text)) found.set(`${kind}\0${text.toLowerCase()}`, {kind, text});
	};
	const texts = [
		...recording.files.values(),
		...recording.asks.flatMap(({command, stdout, stderr}) => [command.join(' '), stdout, stderr]),
		...[...recording.links].flat(),
		...[...recording.folders].flatMap(([path, names]) => [path, ...names]),
	];
	for (const {stdout} of recording.asks) {
		walk(parse(stdout), (key, value) => {
			reserved.add(key);
			if (['name', 'kname', 'type', 'fstype', 'tran', 'ifname'].includes(key)) reserved.add(value);
			if (key === 'type') shared.add(value.toLowerCase());
			const kind = Object.hasOwn(byKey, key) ? byKey[key] : undefined;
			if (kind) add(kind, value);
			// wipefs has the name of a Linux array as its label.
			if (key === 'label' && value.includes(':')) add('hostname', value.slice(0, value.indexOf(':')));
		});
	}
	for (const [path, text] of recording.files) {
		for (const [pattern, kind] of byFile) if (pattern.test(path)) add(kind, plain(text));
	}
	for (const text of texts) {
		for (const [pattern, kind] of byLook) for (const [match] of text.matchAll(pattern)) add(kind, match);
		for (const [token] of text.matchAll(/[\da-f:]*::[\da-f:]*|(?:[\da-f]{1,4}:){7}[\da-f]{1,4}/gi))
			add('ipv6', token);
	}
	return [...found.values()].filter(
		({kind, text}) =>
			!(kind === 'uuid' && (shared.has(text.toLowerCase()) || publicUuids.test(text))) &&
			// A host called `disk` keeps its name rather than break the recording.
			!(kind === 'hostname' && reserved.has(text)),
	);
}

/** What is common to many machines, or too short to be told from other words, identifies none. */
function worth(kind: IdentifierKind, text: string): boolean {
	if (kind === 'ipv6') return isIPv6(text) && text !== '::' && text !== '::1';
	if (kind === 'ipv4') return !/^(127|0|255)\./.test(text) && text.split('.').every(part => Number(part) < 256);
	if (kind === 'mac') return !/^(00|ff)([:-]\1){5}$/i.test(text);
	if (kind === 'hostname') return text !== '' && !['localhost', '(none)', 'any'].includes(text);
	if (kind === 'serial') return text.length >= 8 || (text.length >= 4 && /\d/.test(text));
	if (kind === 'uuid' || kind === 'wwn') return text.length >= 8;
	return text !== '';
}

function plain(text: string): string {
	return text.replaceAll(/[^\x20-\x7e]/g, '').trim();
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

function walk(value: unknown, visit: (key: string, text: string) => void): void {
	if (typeof value !== 'object' || value === null) return;
	for (const [key, item] of Object.entries(value)) {
		if (typeof item === 'string') visit(key, item);
		else walk(item, visit);
	}
}
