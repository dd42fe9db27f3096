/** Rules for time servers and time zones. */
import {host} from '../../settings/rules.ts';
import type {Rule} from '../../settings/setting.ts';

/** A host, or the word `off`, which reads like one. */
export const timeServer: Rule = text =>
	host(text) && {
		what: 'is not a time server',
		right: 'give a name or an address, as in ntp.example.org or 2001:db8::123, or off',
	};

/**
 * The name that the tables of Node.js write for a zone; undefined for one they do not have. They are loaded when they are first
 * asked, which takes longer than all other rules together, so not for the zone that nearly every host has.
 */
function knownAs(zone: string): string | undefined {
	if (zone === 'UTC') return zone;
	try {
		return new Intl.DateTimeFormat('en', {timeZone: zone}).resolvedOptions().timeZone;
	} catch {
		return undefined;
	}
}

/**
 * A name of the IANA database. It becomes part of a file name on the host, where capitals count; the tables of Node.js do not ask
 * for them, and take offsets too.
 */
export const timeZone: Rule = text => {
	const right = 'give its name, as in UTC or Europe/Berlin';
	const known = /^[a-z][a-z0-9_+-]*(\/[a-z0-9_+-]+){0,2}$/i.test(text) ? knownAs(text) : undefined;
	if (known === undefined) return {what: 'is not a time zone', right};
	if (known !== text && known.toLowerCase() === text.toLowerCase())
		return {what: 'is not how the time zone is written', right: `give ${known}`};
	if (/(^|\/)[a-z]/.test(text)) return {what: 'has a small letter where its name has a capital', right};
	return undefined;
};
