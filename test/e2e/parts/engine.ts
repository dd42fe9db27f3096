/** A host that is installed with nobody there, and registers by itself at its first start, with an engine that is starting too. */
import {spawnSync} from 'node:child_process';
import path from 'node:path';
import {certificates} from '../../engine/certificates.ts';
import {errorPage} from '../../engine/engine-state.ts';
import {startFakeEngine, type FakeEngine} from '../../engine/fake-engine.ts';
import {virtioDisk, type Machine} from '../machine.ts';
import type {Bench, Part} from '../part.ts';

const GIB = 2 ** 30;
const ROOT_PASSWORD = 'long and simple to type';

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
	const made = spawnSync('openssl', ['passwd', '-6', '-salt', 'abcdefgh', ROOT_PASSWORD], {encoding: 'utf8'});
	const hash = made.stdout.trim();
	return [
		...[`BOOTIF=${MAC}`, 'storage_init=serial:target', 'hostname=h1.example.org', `adminpw=${hash}`],
		...[`hostwright.access.rootPassword=${hash}`, 'hostwright.access.mustChange=no'],
		...[`management_server=${ENGINE}`, `management_server_fingerprint=${sha256}`],
		'hostwright.lifecycle.afterwards=poweroff',
	].join(' ');
}

async function install(bench: Bench, disk: string, engine: FakeEngine): Promise<void> {
	const machine = bench.start({
		kernel: {
			path: path.join(bench.products, 'vmlinuz'),
			initrd: path.join(bench.products, 'initrd'),
			line: `hostwright.image=/dev/vda ${answers(engine)} console=tty0 console=ttyS0,115200n8`,
		},
		args: [
			...virtioDisk(path.join(bench.products, 'image.squashfs'), 'image'),
			...virtioDisk(disk, 'target'),
			...secondCard(engine.port),
		],
	});
	await machine.console.says(/The installation (is done|has failed)/);
	await machine.console.says('Power down');
	await machine.ended;
}

/** Says of the host what a person would look at. */
const FACTS: ReadonlyArray<readonly [command: string, prints: RegExp]> = [
	['systemctl is-active hostwright-register', /^active/m],
	['journalctl --no-pager -u hostwright-register -o cat', /Not registered.* 503;[^]*Accepted by 10\.0\.3\.100/],
	['grep -c ovirt-engine /root/.ssh/authorized_keys', /^1$/m],
	['systemctl show -p SubState hostwright-register', /SubState=exited/],
];

async function ask({console}: Machine, command: string): Promise<string> {
	await console.type(`${command}; echo "code $?"\r`);
	return console.says(/\ncode \d+\n/);
}

export const engine: Part = {
	name: 'engine',
	proves: 'a host that a kernel line installs registers by itself at its first start, and Status says so',
	async run(bench) {
		const fake = await startFakeEngine({
			certificates: certificates({names: `IP:${ENGINE}`}),
			behaviour: {always: errorPage(503, 'Service Unavailable')},
			// It starts while the host asks for the first time.
			onAsked: () => delete fake.behaviour.always,
		});
		try {
			const disk = bench.emptyDisk('target', 8 * GIB);
			await install(bench, disk, fake);
			if (fake.asked.length > 0) throw new Error('the engine was asked for something during the installation');
			const machine = bench.start({args: [...virtioDisk(disk, 'target', 1), ...secondCard(fake.port)]});
			await machine.console.says('login:');
			await machine.console.type('root\r');
			await machine.console.says('Password:');
			await machine.console.type(`${ROOT_PASSWORD}\r`);
			await machine.console.says(/# $/);
			await ask(machine, 'until grep -q accepted /etc/hostwright/engine.json; do sleep 1; done');
			for (const [command, prints] of FACTS) {
				const printed = await ask(machine, command);
				if (!prints.test(printed))
					throw new Error(`${command} prints, and should match ${String(prints)}:\n${printed}`);
			}
			await machine.console.type('hostwright setup --linear\r');
			await machine.console.says('number [1]:');
			await machine.console.type('1\r');
			await machine.console.says(/Managed by +Registered with 10\.0\.3\.100:443 on/);
			const [host, ...others] = fake.hosts;
			if (host?.name !== 'h1.example.org' || host.status !== 'pending_approval' || others.length > 0)
				throw new Error(`the engine knows ${JSON.stringify(fake.hosts)}`);
			if (!/^SHA256:/.test(host.fingerprint))
				throw new Error(`the host told "${host.fingerprint}" as its SSH key`);
		} finally {
			await fake.close();
		}
	},
};
