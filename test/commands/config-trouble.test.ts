/** A start with CONFIG in trouble: each says so in a line, changes nothing it should not, and loses nothing. Needs root. */
import {describe, expect, test} from 'vitest';
import {onOwnHost} from './own-host.ts';

const isRoot = process.getuid?.() === 0;
if (!isRoot) console.warn('not run here, because it needs root: a start with CONFIG in trouble');

const STORE = '/config/hostwright/settings.yaml';

/** An installed host whose settings have been applied once: its /etc lies on CONFIG, as a layer. */
const APPLIED = `
	mount -t tmpfs -o size=16m config "$base/config"
	mkdir -p "$base/config/hostwright" "$base/config/etc/upper" "$base/config/etc/work"
	printf 'version: 1\\nlogging:\\n  syslog: log.example.org\\n' >"$base/config/hostwright/settings.yaml"
	start_host() {
		start
		mount -t overlay -o "lowerdir=/etc,upperdir=$base/config/etc/upper,workdir=$base/config/etc/work" etc "$root/etc"
		# A host of ours has the account of its image.
		grep -q ^admin: "$root/etc/passwd" || in_host useradd --no-create-home admin
	}
	# As hostwright-apply does; of what it says, what is not a section.
	boot() { told host apply --boot --section logging | grep -v '^logging\\|^  '; }
	file=etc/rsyslog.d/60-hostwright.conf
	start_host
	boot
	sum=$(md5sum <"$root/$file")
	same() { [ "$(md5sum <"$root/$file")" = "$sum" ] && echo "as it was applied last"; }
	store=$base/config/hostwright/settings.yaml
`;

const run = (script: string) => {
	const {code, stdout, stderr} = onOwnHost(APPLIED + script);
	expect({code, stderr}).toEqual({code: 0, stderr: ''});
	const [, said = ''] = /^Kept as change 1\.\ncode 0\n([^]*)$/.exec(stdout) ?? [];
	return said;
};

describe.runIf(isRoot)('a host that starts', () => {
	test('with a store that is damaged, of a newer version or gone stays as it was applied last, and says so', () => {
		const said = run(`
			for content in 'network: [' 'version: 9'; do
				printf '%s\\n' "$content" >"$store"
				start_host; boot; same; cat "$store"
				told host set logging.syslog=x.example.org
				told host diff
			done
			rm "$store"
			start_host; boot; same
			told host set logging.syslog=x.example.org
			told host revert 1 | grep -v '^[a-z]* *unchanged\\|^  '
			told host get logging.syslog
			boot
		`);
		const last =
			'This host starts as it was applied last; nothing of it was changed.\ncode 1\nas it was applied last\n';
		const unusable = (why: string) => `error: ${STORE}: the saved settings in ${STORE} cannot be used: ${why}\n`;
		const yaml = unusable('it is not YAML that can be read');
		const newer = unusable('it has version 9 and this hostwright reads up to 1; use the one that wrote it');
		const gone = unusable(
			'it is gone, although settings were applied with it; hostwright revert N brings back those of change N',
		);
		for (const [sentence, content] of [
			[yaml, 'network: [\n'],
			[newer, 'version: 9\n'],
		] as const) {
			expect(said).toContain(
				`${sentence}${last}${content}${sentence}code 1\nhostwright: ${sentence.trimEnd()}\ncode 1\n`,
			);
		}
		expect(said).toContain(`${gone}${last}${gone}code 1\n`);
		expect(said).toMatch(/Kept as change 2\.\ncode 0\nlog\.example\.org\ncode 0\ncode 0\n$/);
	}, 180_000);

	test('with a CONFIG that is full or can only be read comes up, and says what could not be kept', () => {
		const said = run(`
			sed -i s/log.example/other.example/ "$store"
			dd if=/dev/zero of="$base/config/filler" bs=4k 2>/dev/null || true
			start_host; told host apply --boot --section logging
			cat "$store" | tail -1
			rm "$base/config/filler"
			start_host; boot
			grep -c other.example "$root/$file"
			told host set logging.syslog=third.example.org
			start
			mount -t overlay -o "lowerdir=$base/config/etc/upper:/etc,upperdir=$layer/upper,workdir=$layer/work" etc "$root/etc" ||
				{ mkdir "$layer/u" "$layer/w"
				mount -t overlay -o "lowerdir=$base/config/etc/upper:/etc,upperdir=$layer/u,workdir=$layer/w" etc "$root/etc"; }
			mount -o remount,bind,ro "$root/config"
			boot
			grep -c third.example "$root/$file"
			told host set logging.syslog=fourth.example.org
			told host history | wc -l
		`);
		expect(said).toMatch(
			/logging +failed\n {2}(writing|making) .* failed: ENOSPC\n[^]*code 1\n {2}syslog: other\.example\.org\n/,
		);
		expect(said).toMatch(/Kept as change 2\.\ncode 0\n1\n/);
		expect(said).toMatch(
			/What was changed could not be put into the history of this host: .* failed: EROFS\.\ncode 0\n1\n/,
		);
		expect(said).toMatch(
			/the settings cannot be saved in \/config\/hostwright\/settings\.yaml: EROFS\ncode 1\n3\n$/,
		);
	}, 180_000);

	test('with no CONFIG at all writes nothing over what its image has', () => {
		const {stdout} = onOwnHost('start; told host apply --boot; in_host ls /etc/hostwright');
		expect(stdout).toContain(
			'hostwright: There are no saved settings (/etc/hostwright/settings.yaml); this host starts as its image is.\ncode 1\n',
		);
	});
});
