/** What tools and logs of a host say, as text to look through. Nothing is changed, and what hangs is ended. */
import type {Host} from '../host/host.ts';
import {NO_SUCH_TOOL} from '../host/commands.ts';
import {exists, namesIn} from './asking.ts';

export type Report = {
	readonly id: string;
	/** For a person: `Block devices`. */
	readonly title: string;
	/** What is asked, as one would type it; the path of a log. */
	readonly source: string;
	/** Lines; a sentence when there is nothing to show. */
	read(host: Host): Promise<readonly string[]>;
};

/** parted(8) and multipath(8) look at every disk. */
const SECONDS = 20;

/** Lines of a log that are shown: the newest. */
const MOST_LINES = 1000;

/** Tools repeat what others wrote into logs and labels: nothing of it may move the cursor. Tabs as a terminal shows them. */
function shownLines(text: string): readonly string[] {
	const lines = text.replace(/\n$/, '').split('\n');
	return lines.map(line => {
		const spaced = line.replaceAll(/([^\t]*)\t/g, (_, before: string) =>
			before.padEnd((before.length >> 3) * 8 + 8),
		);
		return spaced.replaceAll(/[\0-\x1f\x7f-\x9f]/g, '?').trimEnd();
	});
}

async function printed(host: Host, [command = '', ...args]: readonly string[]): Promise<readonly string[]> {
	const {code, stdout, stderr} = await host.ask(command, args, {seconds: SECONDS});
	if (code === NO_SUCH_TOOL) return [`${command} is not on this host.`];
	const said = `${stdout}${code === 0 ? '' : stderr}`;
	return said.trim() === '' ? [`${command} has nothing to say.`] : shownLines(said);
}

const tool = (id: string, title: string, ...command: readonly string[]): Report => ({
	...{id, title, source: command.join(' ')},
	read: async host => printed(host, command),
});

const log = (id: string, title: string, path: string): Report => ({
	...{id, title, source: path},
	async read(host) {
		if (!(await exists(host, path))) return [`${path} is not on this host.`];
		return printed(host, ['tail', '-n', String(MOST_LINES), path]);
	},
});

/** Pages Diagnostics, in their order. */
export const DIAGNOSTICS: readonly Report[] = [
	tool('block', 'Block devices', 'lsblk', '-o', 'NAME,SIZE,TYPE,FSTYPE,MOUNTPOINT,MODEL,SERIAL'),
	tool('multipath', 'Multipath maps', 'multipath', '-ll'),
	tool('fdisk', 'Partitions by fdisk', 'fdisk', '-l'),
	tool('parted', 'Partitions by parted', 'parted', '--script', '--list'),
	tool('addresses', 'Addresses', 'ip', 'addr'),
	tool('routes', 'Routes', 'ip', 'route', 'show', 'table', 'all'),
	tool('bridges', 'Ports of bridges', 'bridge', 'link'),
	tool('bonds', 'Links in detail', 'ip', '-d', 'link'),
	tool('failed', 'Services that failed', 'systemctl', '--no-pager', '--plain', 'list-units', '--failed'),
];

/** Page Support. The journal first: on most hosts it has what the others have. */
export const LOGS: readonly Report[] = [
	tool('journal', 'Journal of this boot', 'journalctl', '--no-pager', '-b', '-n', String(MOST_LINES)),
	tool('errors', 'Errors in the journal', 'journalctl', '--no-pager', '-b', '-p', 'err', '-n', String(MOST_LINES)),
	tool('kernel', 'Kernel', 'dmesg'),
	log('messages', 'System log (EL)', '/var/log/messages'),
	log('syslog', 'System log (Debian)', '/var/log/syslog'),
	log('secure', 'Logins (EL)', '/var/log/secure'),
	log('auth', 'Logins (Debian)', '/var/log/auth.log'),
	log('audit', 'Audit', '/var/log/audit/audit.log'),
	log('vdsm', 'oVirt Engine', '/var/log/vdsm/vdsm.log'),
];

const KEYS = '/etc/ssh';

/** Fingerprints of the host's SSH keys: what somebody compares who logs in for the first time. */
const hostKeys: Report = {
	...{id: 'host-keys', title: 'Host keys', source: 'ssh-keygen -lf /etc/ssh/ssh_host_*_key.pub'},
	async read(host) {
		const names = (await namesIn(host, KEYS)).filter(name => /^ssh_host_\w+_key\.pub$/.test(name));
		if (names.length === 0) return [`There is no key in ${KEYS}; the SSH server makes them when it first starts.`];
		const lines = names.map(async name => printed(host, ['ssh-keygen', '-lf', `${KEYS}/${name}`]));
		return (await Promise.all(lines)).flat();
	},
};

/** Behind the buttons of page Status. */
export const DETAILS: readonly Report[] = [hostKeys, tool('cpu', 'CPU details', 'lscpu')];

/** Seconds that ping(8) is given beside one for each packet. */
const PATIENCE = 5;

/** Sends packets to an address and tells what ping(8) says of them. */
export async function probePing(host: Host, address: string, count: number): Promise<readonly string[]> {
	const seconds = count + PATIENCE;
	const args = ['-n', '-c', String(count), '-w', String(seconds), '--', address];
	const {code, stdout, stderr} = await host.ask('ping', args, {seconds: seconds + PATIENCE});
	if (code === NO_SUCH_TOOL) return ['ping is not on this host.'];
	return shownLines(`${stdout}${stderr}`);
}
