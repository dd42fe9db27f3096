/** The domain in idmapd.conf(5), which has other things in it: lines `Tag = value` under headers `[Section]`. */
import type {WantedFile} from '../../plan/wanted.ts';
import {withBlock} from '../../plan/written.ts';

/** Before a line of somebody else's that says what ours says: of two the libraries of some years take the first, of others the last. */
const ASIDE = '# Put aside by hostwright: ';

const takenBack = (line: string) => (line.startsWith(ASIDE) ? line.slice(ASIDE.length) : line);

/** Names of sections and tags are compared without their capitals. */
const HEADER = /^\s*\[\s*([^\]]*?)\s*\]/;
const DOMAIN = /^\s*domain\s*=/i;

/** Lines before the first header come behind our own, when ours stands before them. */
function putAside(text: string): string {
	let section = 'general';
	const lines = text.split('\n').map(line => {
		section = HEADER.exec(line)?.[1]?.toLowerCase() ?? section;
		return section === 'general' && DOMAIN.test(line) ? `${ASIDE}${line}` : line;
	});
	return lines.join('\n');
}

/** The file with the domain, or as it was before it had one of ours. */
function withDomain(now: string | undefined, domain: string | undefined): string | undefined {
	const others = withBlock(now, [], 'first')?.split('\n').map(takenBack).join('\n');
	if (domain === undefined) return others;
	// A name by the rule of domains: letters, digits, hyphens and dots.
	return withBlock(others === undefined ? undefined : putAside(others), ['[General]', `Domain = ${domain}`], 'first');
}

export const idmapdFile = (domain: string | undefined): WantedFile => ({
	path: '/etc/idmapd.conf',
	edit: now => withDomain(now, domain),
});
