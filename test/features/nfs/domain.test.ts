/** The domain of NFS version 4 in idmapd.conf, as the library of NFS reads it (nfsidmap -d). */
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {nfs} from '../../../src/features/nfs/index.ts';
import {takenHostile} from '../../hostile.ts';
import {nfsDomains} from '../../checkers/nfsidmap.ts';
import {isRoot} from '../../namespace.ts';
import {IDMAPD} from '../packaged.ts';
import {PLATFORMS, textAt, wantedOf} from '../rendered.ts';

const CONF = '/etc/idmapd.conf';
const after = (now: string | undefined, domain?: string) =>
	textAt(wantedOf(nfs, domain === undefined ? {} : {domain}), CONF, now);

const THEIRS = '[general]\nVerbosity = 0\nDOMAIN= theirs.example\n[Mapping]\nDomain = not.this.one\n';

describe.each(PLATFORMS)('on %s', (_, platform) => {
	it('the domain is one of the lines of idmapd.conf, and whoever has read it is told', () => {
		const wanted = wantedOf(nfs, {domain: 'example.org'}, {platform});
		expect(textAt(wanted, CONF, IDMAPD))
			.toBe(`# What hostwright writes from its settings begins here; changes are overwritten.
[General]
Domain = example.org
# What hostwright writes ends here.
${IDMAPD}`);
		expect(wanted.commands).toMatchObject([{command: 'nfsidmap', args: ['-c']}]);
		expect(wanted.services).toMatchObject([{unit: 'nfs-idmapd.service', state: 'kept'}]);
	});
});

describe('a file of somebody else', () => {
	it('has its own domain put aside, and back when ours goes', () => {
		const ours = after(THEIRS, 'example.org');
		expect(ours).toContain(
			'\n# Put aside by hostwright: DOMAIN= theirs.example\n[Mapping]\nDomain = not.this.one\n',
		);
		expect(after(ours)).toBe(THEIRS);
	});

	it('is the same said twice, another domain in place of one, and in the end as it was', () => {
		const line = fc.constantFrom(
			'[General]',
			'[ general ]',
			'[Mapping]',
			'Domain = x',
			' domain=y',
			'# z',
			'',
			'Foo = 1',
		);
		const file = fc.option(
			fc.array(line, {minLength: 1}).map(lines => `${lines.join('\n')}\n`),
			{nil: undefined},
		);
		fc.assert(
			fc.property(file, now => {
				const first = after(now, 'one.example');
				expect(after(first, 'one.example')).toBe(first);
				expect(after(first, 'two.example')).toBe(after(now, 'two.example'));
				expect(after(first)).toBe(now);
			}),
		);
	});

	it('does not appear for want of a domain', () => {
		expect(after(undefined)).toBeUndefined();
		expect(after(IDMAPD)).toBe(IDMAPD);
	});
});

if (!isRoot) console.warn('not run here, because it needs root: idmapd.conf as the library of NFS reads it');

describe.runIf(isRoot)('the library of NFS', () => {
	it.each([
		['of the package', IDMAPD],
		['with a domain of its own', THEIRS],
		['with two', `${THEIRS}[General]\nDomain = third.example\n`],
		['without a section', 'Domain = theirs.example\n'],
		['that is empty', ''],
	])('takes ours from a file %s', async (_, now) => {
		expect(await nfsDomains(after(now, 'ours.example') ?? '')).toEqual([['ours.example', 'ours.example']]);
	});

	it('would take the other one, had it not been put aside', async () => {
		const both = (after(THEIRS, 'ours.example') ?? '').replace('# Put aside by hostwright: ', '');
		expect(await nfsDomains(both)).toEqual([['theirs.example', 'theirs.example']]);
	});

	it('reads every domain that the setting takes', async () => {
		const taken = takenHostile(nfs.settings.domain);
		expect(taken.length).toBeGreaterThan(5);
		const texts = taken.map(domain => after(IDMAPD, domain) ?? '');
		expect(await nfsDomains(...texts)).toEqual(taken.map(domain => [domain, domain]));
	});
});
