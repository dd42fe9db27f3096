/** Where packages come from: the Debian archives that this machine itself uses, for the suite that is wanted. */
import {CannotBuild} from './options.ts';
import {output} from './workshop.ts';

/** One line of `apt-get indextargets`: `http://deb.debian.org/debian/|bookworm|main`. */
const FORMAT = '$(REPO_URI)|$(RELEASE)|$(COMPONENT)|$(ORIGIN)';
const KEYRING = '/usr/share/keyrings/debian-archive-keyring.gpg';

export type Sources = {
	/** Codename of the release. */
	readonly suite: string;
	/** sources.list(5) of one-line entries. */
	readonly text: string;
};

/** @param suite the machine's own when undefined @throws {CannotBuild} */
export async function findSources(suite: string | undefined): Promise<Sources> {
	const lines = (await output('apt-get', ['indextargets', '--format', FORMAT, 'Created-By: Packages'])).split('\n');
	const targets = lines.map(line => line.split('|')).filter(([, , , origin]) => origin === 'Debian');
	const own = targets.find(([, release = '']) => /^[a-z]+$/.test(release))?.[1];
	if (own === undefined) {
		throw new CannotBuild('apt knows no archive of Debian on this machine; run: apt-get update');
	}
	const wanted = suite ?? own;
	const entries = targets.map(([uri = '', release = '', component = '']) => {
		return `deb [signed-by=${KEYRING}] ${uri} ${release.replace(own, wanted)} ${component}`;
	});
	return {suite: wanted, text: `${[...new Set(entries)].sort().join('\n')}\n`};
}
