/** Rules for iSCSI names (RFC 7143 section 4.2.7), devices and CHAP. */
import {every, hostPort, splitHostPort} from '../../settings/rules.ts';
import type {Rule} from '../../settings/setting.ts';

/** Bytes of an iSCSI name (RFC 7143 section 4.2.7.2). */
const LONGEST_NAME = 223;

const LABEL = '[a-z0-9](?:[a-z0-9-]*[a-z0-9])?';
const IQN = new RegExp(String.raw`^iqn\.\d{4}-(?:0[1-9]|1[0-2])(?:\.${LABEL})+(?::[a-z0-9.:_-]+)?$`);
const EUI = /^(?:eui\.[0-9a-f]{16}|naa\.(?:[0-9a-f]{16}|[0-9a-f]{32}))$/;

const named = (what: string, example: string, text: string) => {
	const right = `give one as in ${example}`;
	if (text.length > LONGEST_NAME)
		return {what: `has ${text.length} characters and an iSCSI name at most ${LONGEST_NAME}`, right};
	const low = text.toLowerCase();
	if (/^iqn\.\d{4}-(?!0[1-9]|1[0-2])\d\d\./.test(low)) return {what: 'names a month that does not exist', right};
	return IQN.test(low) || EUI.test(low) ? undefined : {what: `is not ${what}`, right};
};

/** In small letters, as RFC 3722 has every name prepared. */
export const initiatorName: Rule = text =>
	named('an initiator name', 'iqn.2026-11.org.example:host7', text) ??
	(/[A-Z]/.test(text) ? {what: 'has capital letters', right: `write it as ${text.toLowerCase()}`} : undefined);

/** Some servers have capitals in theirs, and compare letter by letter. */
export const targetName: Rule = text => named('the name of a target', 'iqn.2026-11.org.example:lun1', text);

/** A record of a target is a file named after the server, with a comma and a port (NAME_MAX of the kernel: 255 bytes). */
const LONGEST_SERVER = 249;

const fitsRecord: Rule = text => {
	const {length} = splitHostPort(text)?.host ?? '';
	if (length <= LONGEST_SERVER) return undefined;
	const what = `has a name of ${length} characters, and the record of a target holds ${LONGEST_SERVER}`;
	return {what, right: 'give its address'};
};

/** The server of a target. */
export const portal: Rule = every(hostPort, fitsRecord);

export const devicePath: Rule = text =>
	/^\/dev\/[\w.:/+@=,-]+$/.test(text) && !/\/\.{0,2}(\/|$)/.test(text)
		? undefined
		: {what: 'is not the path of a device', right: 'give one as in /dev/sdb'};

/** One value of a line of iscsid.conf: no blanks, nothing but ASCII, and at most what open-iscsi holds. */
export const chapText: Rule = text =>
	/^[!-~]{1,255}$/.test(text)
		? undefined
		: {what: 'cannot be used for CHAP', right: 'give up to 255 letters, digits and marks of ASCII, without blanks'};
