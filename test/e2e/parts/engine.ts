/** A host that is installed with nobody there, and registers by itself at its first start, with an engine that is starting too. */
import {spawnSync} from 'node:child_process';
import path from 'node:path';
import {certificates} from '../../engine/certificates.ts';
import {errorPage} from '../../engine/engine-state.ts';
import {startFakeEngine, type FakeEngine} from '../../engine/fake-engine.ts';
import {ask, expectFacts, rootLogin, type Fact} from '../inside.ts';
import {liveMedium} from '../live-medium.ts';
import {virtioDisk, type Machine} from '../machine.ts';
import type {Bench, Part} from '../part.ts';
import {PASSWORDS} from '../passwords.ts';

const GIB = 2 ** 30;

/** Where the host sees the engine: QEMU passes each connection on to a program that speaks to the fake one. */
const ENGINE = '10.0.3.100';
const MAC = '52:54:00:00:00:02';

function secondCard(port: number): readonly string[] {
	const pipe = path.resolve(import.meta.dirname, '../pipe.ts');
	const forward = `guestfwd=tcp:${ENGINE}:443-cmd:${process.execPath} ${pipe} ${port}`;
	return [
		...['-netdev', `user,id=engine,restrict=on,net=10.0.3.0/24,${forward}`],
		...['-device', `virtio-net-pci,netdev=engine,mac=${MAC},romfile=`],
	];
}

function answers({sha256}: FakeEngine): string {
	const made = spawnSync('openssl', ['passwd', '-6', '-stdin'], {input: PASSWORDS.root, encoding: 'utf8'});
	const hash = made.stdout.trim();
	return [
		...[`BOOTIF=${MAC}`, 'storage_init=serial:target', 'hostname=h1.example.org', `adminpw=${hash}`],
		...[`hostwright.access.rootPassword=${hash}`, 'hostwright.access.mustChange=no'],
		...[`management_server=${ENGINE}`, `management_server_fingerprint=${sha256}`],
		'hostwright.lifecycle.afterwards=poweroff',
	].join(' ');
}

async function install(bench: Bench, disk: string, engine: FakeEngine): Promise<void> {
	const devices = [...virtioDisk(disk, 'target'), ...secondCard(engine.port)];
	const machine = bench.start(liveMedium(bench, devices, answers(engine)));
	await machine.console.says(/The installation (is done|has failed)/);
	await machine.console.says('Power down');
	await machine.ended;
}

const FACTS: readonly Fact[] = [
	['systemctl is-active hostwright-register', /^active/m],
	['systemctl show -p SubState hostwright-register', /SubState=exited/],
	['journalctl --no-pager -u hostwright-register -o cat', /Not registered.* 503;[^]*Accepted by 10\.0\.3\.100/],
	['grep -c ovirt-engine /root/.ssh/authorized_keys', /^1$/m],
];

/** What the engine was told: one host by its name, which waits, with the key of its SSH server. */
function expectPending({hosts}: FakeEngine): void {
	const [host, ...others] = hosts;
	const isRight = host?.name === 'h1.example.org' && host.status === 'pending_approval';
	if (!isRight || others.length > 0 || !host.fingerprint.startsWith('SHA256:'))
		throw new Error(`the engine knows ${JSON.stringify(hosts)}`);
}

async function startAndRegister(bench: Bench, disk: string, engine: FakeEngine): Promise<void> {
	const machine = bench.start({args: [...virtioDisk(disk, 'target', 1), ...secondCard(engine.port)]});
	await rootLogin(machine, PASSWORDS.root);
	await ask(machine, 'until grep -q accepted /etc/hostwright/engine.json; do sleep 1; done');
	await expectFacts(machine, FACTS);
	expectPending(engine);
	await expectStatus(machine);
}

/** What a slow host does not know in time, Status says not to be known: it is looked at again until it is. */
async function expectStatus({console}: Machine): Promise<void> {
	await console.type('hostwright setup --linear\r');
	await console.says('number [1]:');
	await console.type('1\r');
	for (let said = ''; !said.includes('Registered with 10.0.3.100:443 on');) {
		said = await console.says(/Managed by +.*\n/);
		if (said.includes('this console alone')) throw new Error(`Status knows nothing of the engine:\n${said}`);
		await console.says('number, or nothing to go on:');
		await console.type(':f5\r');
	}
}

const engine: Part = {
	name: 'engine',
	proves: 'a host that a kernel line installs registers by itself at its first start, and Status says so',
	async run(bench) {
		const fake = await startFakeEngine({
			certificates: certificates({names: `IP:${ENGINE}`}),
			behaviour: {always: errorPage(503, 'Service Unavailable')},
			// It has started when the host asks a second time.
			onAsked: () => void setImmediate(() => delete fake.behaviour.always),
		});
		try {
			const disk = bench.emptyDisk('target', 8 * GIB);
			await install(bench, disk, fake);
			if (fake.asked.length > 0) throw new Error('the engine was asked for something during the installation');
			await startAndRegister(bench, disk, fake);
		} finally {
			await fake.close();
		}
	},
};

export const registers: readonly Part[] = [engine];
