/** The domain in idmapd.conf(5), which has other things in it: lines `Tag = value` under headers `[Section]`. */
import type {WantedFile} from '../../plan/wanted.ts';
import {putAside, takenBack, withBlock} from '../../plan/written.ts';

/** Names of sections and tags are compared without their capitals. */
const HEADER = /^\s*\[\s*([^\]]*?)\s*\]/;
const DOMAIN = /^\s*domain\s*=/i;

/** Which lines name a domain. Those before the first header come behind our own, when ours stands before them. */
function namesDomain() {
	let section = 'general';
	return (line: string) => {
		section = HEADER.exec(line)?.[1]?.toLowerCase() ?? section;
		return section === 'general' && DOMAIN.test(line);
	};
}

/**
 * The file with the domain, or as it was before it had one of ours. Another domain is put aside: of two, the libraries of some years
 * take the first, of others the last.
 */
function withDomain(now: string | undefined, domain: string | undefined): string | undefined {
	const before = withBlock(now, [], 'first');
	const others = before === undefined ? undefined : takenBack(before);
	if (domain === undefined) return others;
	const aside = others === undefined ? undefined : putAside(others, namesDomain());
	// A name by the rule of domains: letters, digits, hyphens and dots.
	return withBlock(aside, ['[General]', `Domain = ${domain}`], 'first');
}

export const idmapdFile = (domain: string | undefined): WantedFile => ({
	path: '/etc/idmapd.conf',
	edit: now => withDomain(now, domain),
});
