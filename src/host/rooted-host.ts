/**
 * The host in a folder: an image being built, the disk of a host that does not boot, a scratch root of a test. Paths mean what
 * they would mean to that host, its symbolic links included; no service of it runs.
 */
import {basename, dirname, join} from 'node:path';
import {NO_SUCH_TOOL} from './commands.ts';
import {HostFailed, type Host, type Region, type RunOptions} from './host.ts';

/** Tools that take the root themselves, so that it need not hold them; each by its own manual page. */
const TAKES_ROOT: Readonly<Record<string, (root: string) => readonly string[]>> = {
	systemctl: root => [`--root=${root}`],
	chpasswd: root => ['-R', root],
	usermod: root => ['-R', root],
	chage: root => ['-R', root],
};

/** What chroot(1) answers when it fails itself: the tool of that host cannot be asked, as if it were not there. */
const CHROOT_FAILED = 125;

/** Symbolic links in a path before it is taken for a loop (MAXSYMLINKS of the kernel). */
const MOST_LINKS = 40;

/** @param root absolute path of a folder */
export function rootedHost(base: Host, root: string): Host {
	const at = async (path: string) => inRoot(base, root, path);
	/** The path itself may be a link: only what stands above it is followed. */
	const placeOf = async (path: string) => join(await at(dirname(path)), basename(path));
	const through =
		<A extends readonly unknown[], R>(work: (path: string, ...rest: A) => Promise<R>) =>
		async (path: string, ...rest: A) =>
			work(await at(path), ...rest);
	const beside =
		<A extends readonly unknown[], R>(work: (path: string, ...rest: A) => Promise<R>) =>
		async (path: string, ...rest: A) =>
			work(await placeOf(path), ...rest);
	const region = async ({path, ...rest}: Region): Promise<Region> => ({...rest, path: await at(path)});
	const tool = (command: string, args: readonly string[]): readonly [string, readonly string[]] => {
		const own = Object.hasOwn(TAKES_ROOT, command) ? TAKES_ROOT[command] : undefined;
		return own ? [command, [...own(root), ...args]] : ['chroot', [root, command, ...args]];
	};
	return {
		ask: async (command: string, args: readonly string[], options?: RunOptions) => {
			const ran = await base.ask(...tool(command, args), options);
			return ran.code === CHROOT_FAILED ? {...ran, code: NO_SUCH_TOOL} : ran;
		},
		sumOf: async (command, args) => base.sumOf(...tool(command, args)),
		run: async (command: string, args: readonly string[], options?: RunOptions) =>
			base.run(...tool(command, args), options),

		read: through(base.read),
		list: through(base.list),
		resolve: async path => {
			const found = await base.resolve(await at(path));
			return found === undefined ? undefined : `/${found.slice(root.length + 1)}`;
		},
		stat: beside(base.stat),
		room: through(base.room),
		readLink: beside(base.readLink),
		write: beside(base.write),
		link: beside(base.link),
		remove: beside(base.remove),
		makeDirectory: through(base.makeDirectory),
		makeSparse: beside(base.makeSparse),

		readAt: async where => base.readAt(await region(where)),
		writeAt: through(base.writeAt),
		copy: async (from, to, onBytes) => base.copy(await region(from), {...to, path: await at(to.path)}, onBytes),
		copyChecked: async (from, to, onBytes) =>
			base.copyChecked(await region(from), {...to, path: await at(to.path)}, onBytes),
		zero: async where => base.zero(await region(where)),
		flush: through(base.flush),
		compare: async (a, b, onBytes) => base.compare(await region(a), await region(b), onBytes),

		lock: through(base.lock),
		isFree: through(base.isFree),
		fetch: url => base.fetch(url),
		request: request => base.request(request),
		lookUp: (server, name) => base.lookUp(server, name),
		askTime: server => base.askTime(server),
		connect: (host, port) => base.connect(host, port),
		now: () => base.now(),
		facts: () => base.facts(),
	};
}

/**
 * Where a path of the rooted host lies, every link followed as chroot(2) would: an absolute one starts at the root again, and
 * nothing leads out of it. What is not there yet stays as it is written.
 */
async function inRoot(base: Host, root: string, path: string): Promise<string> {
	let links = 0;
	let done = '';
	const left = path.split('/').filter(Boolean);
	while (left.length > 0) {
		const part = left.shift() ?? '';
		if (part === '.') continue;
		if (part === '..') {
			done = done.slice(0, Math.max(0, done.lastIndexOf('/')));
			continue;
		}
		const here = `${done}/${part}`;
		const found = await base.stat(root + here);
		if (found?.kind !== 'link') {
			done = here;
			continue;
		}
		if (++links > MOST_LINKS) throw new HostFailed(path, 'following the links of', 'ELOOP');
		const target = (await base.readLink(root + here)) ?? '';
		if (target.startsWith('/')) done = '';
		left.unshift(...target.split('/').filter(Boolean));
	}
	return done === '' ? root : root + done;
}
