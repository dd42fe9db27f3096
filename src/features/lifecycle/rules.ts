/** Rules for URLs with marks in them, and for fingerprints. */
import {url} from '../../settings/rules.ts';
import type {Rule} from '../../settings/setting.ts';

/** `@HOSTNAME@`, `@MAC@` and `@UUID@` stand for this host, as in the ancestor's `local_boot_trigger`. */
const MARKS = /@(HOSTNAME|MAC|UUID)@/g;

/** http or https, judged as it will be once the marks are replaced. */
export const notifyUrl: Rule = text => {
	const replaced = text.replaceAll(MARKS, 'x');
	const strange = /@([A-Z]+)@/.exec(replaced);
	if (strange) return {what: `holds ${strange[0]}`, right: 'give @HOSTNAME@, @MAC@ or @UUID@'};
	return url(replaced);
};

/** SHA-256: 64 hexadecimal digits, in pairs with colons or without. */
export const fingerprint: Rule = text =>
	/^(?:sha256:)?(?:[0-9a-f]{64}|[0-9a-f]{2}(?::[0-9a-f]{2}){31})$/i.test(text)
		? undefined
		: {what: 'is not a SHA-256 fingerprint', right: 'give 64 hexadecimal digits, with or without colons'};
