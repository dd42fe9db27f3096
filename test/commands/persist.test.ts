/** persist, unpersist and persisted on a host of our own layout, starts between; and a CONFIG that would become full. Needs root. */
import {describe, expect, test} from 'vitest';
import {onOwnHost} from './own-host.ts';

const isRoot = process.getuid?.() === 0;
if (!isRoot) console.warn('not run here, because it needs root: persist over mounts');

describe.runIf(isRoot)('what is kept outside of /etc and /var', () => {
	test('is there after a start with owner, mode and attributes, and what was written to it since too', () => {
		const {code, stdout, stderr} = onOwnHost(`
			mount -t tmpfs -o size=24m config "$base/config"
			mkdir "$base/config/hostwright"
			start
			mkdir -p "$root/opt/driver" "$root/root/.keys"
			chmod 700 "$root/root/.keys"
			echo one >"$root/opt/driver/a"
			chown 3:4 "$root/opt/driver/a"
			chmod 640 "$root/opt/driver/a"
			in_host setfattr -n user.origin -v here /opt/driver/a
			echo key >"$root/root/.keys/key"
			chmod 600 "$root/root/.keys/key"
			ln -s /opt/driver "$root/opt/link"
			echo "# kept"
			told host persist /opt/driver /root/.keys/key /opt/link
			told host persist /opt/driver /opt/link/ /opt/driver/a /opt /etc/hosts /proc/version /nowhere / /dev/null
			told host persisted
			echo later >"$root/opt/driver/b"
			echo other >"$root/root/.keys/other"
			mv "$root/root/.keys/other" "$root/root/.keys/key"
			told host persist --again
			start
			echo "# started"
			[ ! -e "$root/opt/driver" ]
			told host persist --restore
			in_host stat -c '%n %a %u:%g' /opt/driver/a /opt/driver/b /root/.keys /root/.keys/key
			in_host getfattr --only-values -n user.origin /opt/driver/a 2>/dev/null; echo
			in_host readlink /opt/link
			cat "$root/opt/driver/b" "$root/root/.keys/key"
			echo "# taken back"
			told host unpersist /opt/driver /root/.keys/key /opt/none
			in_host mountpoint -q /opt/driver || cat "$root/opt/driver/b"
			told host persisted
			start
			told host persist --restore
			[ ! -e "$root/opt/driver" ] && [ ! -e "$root/root/.keys" ] && in_host readlink /opt/link
			find "$base/config/hostwright/kept" | sed "s,.*kept,," | sort
		`);
		expect({code, stderr}).toEqual({code: 0, stderr: ''});
		expect(stdout).toBe(`# kept
/opt/driver is kept.
/root/.keys/key is kept.
/opt/link is kept.
code 0
/opt/driver is kept already.
/opt/link is kept already.
/opt/driver/a is kept already, with /opt/driver.
/opt holds /opt/driver, which is kept already; unpersist that first.
/etc/hosts is kept anyway: all of /etc is.
/proc/version cannot be kept: /proc is made anew at each start.
There is no /nowhere on this host.
"/" is the whole host; name what is to be kept of it.
/dev/null cannot be kept: /dev is made anew at each start.
code 1
/opt/driver
/opt/link
/root/.keys/key
code 0
/root/.keys/key is kept again.
code 0
# started
code 0
/opt/driver/a 640 3:4
/opt/driver/b 644 0:0
/root/.keys 700 0:0
/root/.keys/key 644 0:0
here
/opt/driver
later
other
# taken back
/opt/driver is not kept any more.
/root/.keys/key is not kept any more.
/opt/none is not kept; hostwright persisted lists what is.
code 1
later
/opt/link
code 0
code 0
/opt/driver

/opt
/opt/link
`);
	});

	test('is refused with the figures where it has no room, and so is a change of settings', () => {
		const {stdout, stderr} = onOwnHost(`
			mount -t tmpfs -o size=4m config "$base/config"
			mkdir "$base/config/hostwright"
			start
			dd if=/dev/zero of="$root/opt/large" bs=1M count=3 status=none
			told host persist /opt/large
			ls "$base/config/hostwright"
			dd if=/dev/zero of="$base/config/filler" bs=1k count=3000 status=none
			echo 'logging: {syslog: log.example.org}' >"$root/tmp/site.yaml"
			told host apply --section logging --config /tmp/site.yaml
			ls "$base/config/hostwright"
			start
			told host persist /opt/large
		`);
		expect(stderr).toBe('');
		expect(stdout).toMatch(
			/^\/opt\/large takes 3\.1 MB, and CONFIG has room for 2\.1 MB; lay it under \/data\.\ncode 1\n/,
		);
		expect(stdout).toMatch(
			/\nhostwright: This takes up to \d+\.\d kB where 1\.1 MB are free, and 2\.1 MB of those stay for the host itself; make room there first \(hostwright persisted lists what is kept\)\.\ncode 1\n/,
		);
		expect(stdout).toMatch(/\nThere is no \/opt\/large on this host\.\ncode 1\n$/);
	});

	test('says so where there is no CONFIG', () => {
		const {stdout} = onOwnHost('start; told host persist /opt; told host persisted; told host persist --restore');
		expect(stdout).toBe(
			'This host has no partition CONFIG that could be written to, so nothing can be kept.\ncode 1\ncode 0\ncode 0\n',
		);
	});
});
