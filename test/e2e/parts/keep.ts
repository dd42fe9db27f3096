/** What an installed host keeps: a second apply that does nothing, history, going back, what somebody changed, and persist. */
import {ask, expectFacts, rootLogin, switchOff, type Fact} from '../inside.ts';
import type {Part} from '../part.ts';
import {virtioDisk, type Machine} from '../machine.ts';
import {PASSWORDS} from '../passwords.ts';

const RSYSLOG = '/etc/rsyslog.d/60-hostwright.conf';

/** Time stamps of all of /etc, and when each service was started. */
const STAMPS = [
	"find /etc -xdev -printf '%p %T@ %C@\\n'",
	"systemctl show --property=Id,ActiveEnterTimestamp '*.service'",
].join('; ');

async function restart(machine: Machine): Promise<void> {
	await machine.console.type('reboot\r');
	await rootLogin(machine, PASSWORDS.root);
}

const CHANGE = [
	"printf 'logging: {syslog: log.example.org}\\n' >/tmp/site.yaml",
	'hostwright apply --section logging --config /tmp/site.yaml',
].join(' && ');

const KEEP = [
	'mkdir -p /opt/driver /root/.keys && chmod 700 /root/.keys',
	'echo one >/opt/driver/one && echo key >/root/.keys/key && chmod 600 /root/.keys/key',
	'hostwright persist /opt/driver /root/.keys/key && echo later >/opt/driver/two',
].join(' && ');

/** What was written to a kept file is on CONFIG as soon as systemd has seen it. */
const WRITE = [
	'echo other >/root/.keys/key',
	'until cmp -s /root/.keys/key /config/hostwright/kept/root/.keys/key; do sleep 0.2; done',
].join(' && ');

const AFTER_ONE_START: readonly Fact[] = [
	['cat /opt/driver/one /opt/driver/two /root/.keys/key', /^one\nlater\nkey\n/],
	['stat -c "%a %u" /root/.keys /root/.keys/key', /^700 0\n600 0\n/],
	['hostwright persisted', /^\/opt\/driver\n\/root\/\.keys\/key\n/],
	[`tail -n 1 ${RSYSLOG}`, /^# by hand\n/],
	['journalctl -b -u hostwright-apply', /60-hostwright\.conf" was changed by somebody since it was written/],
	['hostwright diff; [ $? -eq 1 ]', /60-hostwright\.conf, which somebody changed/],
	[WRITE, /^/],
	['hostwright diff 1 2; [ $? -eq 1 ]', /Syslog server: not set -> log\.example\.org/],
	[`hostwright diff --repair ${RSYSLOG}`, /Kept as change 3\./],
	['hostwright diff', /^Nothing differs/],
	['hostwright revert 1', /Kept as change 4\./],
	['hostwright get logging.syslog', /^\n?$/],
];

const AFTER_TWO_STARTS: readonly Fact[] = [
	['cat /root/.keys/key', /^other\n/],
	['hostwright get logging.syslog', /^\n?$/],
	[`! grep -sq log.example.org ${RSYSLOG}`, /^/],
	['hostwright history', /^ +4 .*revert 1[^]*^ +3 .*repair[^]*^ +2 .*apply[^]*^ +1 .*boot/m],
	['hostwright diff', /^Nothing differs/],
	['systemctl --failed --no-legend --plain | wc -l', /^0$/m],
];

const keeps: Part = {
	name: 'keep',
	proves: 'a second apply does nothing; history, revert, drift and persist hold over restarts',
	async run(bench) {
		const disk = bench.layer(bench.left('installed.img'));
		const machine = bench.start({restarts: true, args: [...bench.decoy(), ...virtioDisk(disk, 'target', 1)]});
		await rootLogin(machine, PASSWORDS.root);
		await ask(machine, `systemctl is-system-running --wait; (${STAMPS}) >/tmp/before`);
		await ask(machine, 'hostwright apply');
		await ask(machine, `(${STAMPS}) >/tmp/after; diff /tmp/before /tmp/after`);
		await expectFacts(machine, [[CHANGE, /Kept as change 2\./]]);
		await ask(machine, `${KEEP} && echo '# by hand' >>${RSYSLOG}`);
		await restart(machine);
		await expectFacts(machine, AFTER_ONE_START);
		await restart(machine);
		await expectFacts(machine, AFTER_TWO_STARTS);
		await switchOff(machine);
	},
};

export const keepings: readonly Part[] = [keeps];
