/** The root file system of Debian's packages: an archive that is kept for the next build with the same inputs. */
import {createHash} from 'node:crypto';
import {existsSync, mkdirSync, renameSync, rmSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {CannotBuild} from './options.ts';
import {packagesOf} from './packages.ts';
import {PRUNED} from './prune.ts';
import {findSources, type Sources} from './sources.ts';
import {run, type Workshop} from './workshop.ts';

/** What dpkg need not unpack. The initramfs is our own, so Debian's is never made. */
const EXCLUDED = [
	...['/usr/share/doc/*', '/usr/share/man/*', '/usr/share/locale/*', '/usr/share/info/*', '/usr/share/lintian/*'],
	...['/usr/share/bash-completion/*', '/usr/share/i18n/*', '/etc/kernel/postinst.d/initramfs-tools'],
];
const INCLUDED = ['/usr/share/doc/*/copyright'];

/** Of packages: mmdebstrap's own present, not the build's, so that a new commit finds the archive again. */
const PACKAGES_EPOCH = '1735689600';
const ATTEMPTS = 3;

/** Unpacks the archive into the workshop, made anew when no build kept it. @throws {CannotBuild} */
export async function makeRoot(shop: Workshop): Promise<void> {
	const {options, root} = shop;
	const sources = await findSources(options.suite);
	const args = argumentsFor(shop, sources);
	const key = createHash('sha256')
		.update(JSON.stringify([args, sources]))
		.digest('hex')
		.slice(0, 16);
	const archive = path.join(shop.cache, `root-${sources.suite}-${key}.tar`);
	if (options.fresh || !existsSync(archive)) await makeArchive(shop, archive, args, sources);
	mkdirSync(root, {recursive: true});
	const pruned = path.join(shop.work, 'pruned');
	writeFileSync(pruned, PRUNED.map(each => `.${each}\n`).join(''));
	const kept = ['--numeric-owner', '--same-permissions', '--xattrs', '--xattrs-include=*'];
	const left = ['--anchored', '--wildcards', '--no-wildcards-match-slash', `--exclude-from=${pruned}`];
	await run(shop, 'tar', ['--extract', ...kept, ...left, '--file', archive, '--directory', root]);
}

/** What the archive depends on. */
const argumentsFor = ({options}: Workshop, {suite}: Sources): readonly string[] => [
	...['--variant=minbase', '--mode=root', '--format=tar', `--include=${packagesOf(options).join(',')}`],
	...EXCLUDED.map(each => `--dpkgopt=path-exclude=${each}`),
	...INCLUDED.map(each => `--dpkgopt=path-include=${each}`),
	...['Apt::Install-Recommends "false"', 'Acquire::Languages "none"', 'Acquire::Retries "5"'].map(
		each => `--aptopt=${each}`,
	),
	'--skip=cleanup/apt,essential/unlink,download/empty',
	suite,
];

/** Packages that earlier builds fetched go in, and new ones come out. */
function packageHooks({cache}: Workshop, {suite}: Sources): readonly string[] {
	const debs = path.join(cache, `debs-${suite}`);
	mkdirSync(debs, {recursive: true});
	const archives = '"$1/var/cache/apt/archives/"';
	return [
		`--setup-hook=mkdir -p ${archives} && find '${debs}' -name '*.deb' -exec cp -t ${archives} {} +`,
		`--customize-hook=cp -n ${archives}*.deb '${debs}/'; rm -rf "$1"/var/cache/apt/* "$1"/var/lib/apt/lists/*`,
	];
}

/** A transient failure of the network must not cost the build: the packages that came stay. */
async function makeArchive(shop: Workshop, archive: string, args: readonly string[], sources: Sources): Promise<void> {
	const draft = path.join(shop.work, 'root.tar');
	const list = path.join(shop.work, 'sources.list');
	writeFileSync(list, sources.text);
	const hooks = packageHooks(shop, sources);
	for (let attempt = 1; ; attempt += 1) {
		try {
			await run(shop, 'mmdebstrap', [...hooks, ...args, draft, list], {env: {SOURCE_DATE_EPOCH: PACKAGES_EPOCH}});
			renameSync(draft, archive);
			return;
		} catch (error) {
			if (!(error instanceof CannotBuild) || attempt === ATTEMPTS) throw error;
			rmSync(draft, {force: true});
		}
	}
}
