/** One 80x24 frame per state, from the bundled program on recorded machines. */
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {HASH, makeImage} from '../commands/install-fixtures.ts';
import {makeHome} from '../commands/hostwright.ts';
import {keys, type Pty} from '../pty.ts';
import {expectFrame, moveTo, openRecorded, press} from './rig.ts';

/** Empties the line. */
const CTRL_U = '\x15';
const images = makeHome();
let image = '';

beforeAll(async () => {
	image = await makeImage(images.folder);
});
afterAll(() => images.remove());

/** Runs a walk on a recorded machine and cleans up after it. */
async function walk(machine: string, args: readonly string[], steps: (pty: Pty) => Promise<void>): Promise<void> {
	const pty = openRecorded(machine, '--image', image, ...args);
	try {
		await pty.waitFor(/Memory +\d+ GiB/);
		await steps(pty);
	} finally {
		await pty.close();
		pty.home.remove();
	}
}

/** The line above the keys speaks of the page's own field, or says what is wrong. */
const BOOT_NOTE = /\n kernel argument: hostwright.storage.bootDisk|\n ! /;

const toBootDisk = async (pty: Pty) => {
	await press(pty, keys.enter, '2 of 10  Keyboard', /> us/);
	await press(pty, keys.enter, 'Contents', /[!x ]> /, BOOT_NOTE);
};
const toVolumes = async (pty: Pty) => {
	await toBootDisk(pty);
	await press(pty, keys.enter, '4 of 10  Data disks', /> \w/);
	await press(pty, keys.enter, '5 of 10  Volumes', /> EFI/, 'efiSize=');
};
const toNetwork = async (pty: Pty) => {
	await toVolumes(pty);
	await press(pty, keys.enter, '6 of 10  Network', /\[ \] > eno1/, 'network.interface=');
};
const toPassword = async (pty: Pty) => {
	await toNetwork(pty);
	await press(pty, keys.enter, '7 of 10  Password', /> Password/, /adminPassword=|adminpw=/);
};
const PASSWORD = 'tulip-Crane-77-obscure';
const stars = '*'.repeat(PASSWORD.length);
const typePasswords = async (pty: Pty) => {
	await press(pty, PASSWORD, stars);
	await press(pty, keys.tab, /> The same again/);
	await press(pty, PASSWORD, new RegExp(`again +\\*{${PASSWORD.length}}`));
};

describe('the first pages', () => {
	it('welcome: what this machine is', () =>
		walk('virtio-one', [], async pty => expectFrame('welcome', await press(pty, '', /> Install/))));

	it('welcome: an earlier host may be installed anew', () =>
		walk('plain', [], async pty => {
			await expectFrame('welcome-reinstall', await press(pty, keys.down, /> Reinstall/));
			await press(pty, keys.enter, '2 of 10  Keyboard', /> us/);
			// Its disk is highlighted, and the judge asks for consent later.
			await press(pty, keys.enter, 'Contents', /!> sda/);
		}));

	it('welcome: Secure Boot must be off, and virtualization never blocks', () =>
		walk('secure-boot', [], async pty => {
			await expectFrame('welcome-secure-boot', await press(pty, '', /> Install/));
			await press(pty, keys.enter, '2 of 10  Keyboard');
		}));

	it('welcome: the way out', () =>
		walk('virtio-one', [], async pty =>
			expectFrame('quit', await press(pty, keys.escape, 'Leave the installer?', '>[ Reboot ]')),
		));

	it('help under the page', () =>
		walk('plain', [], async pty => {
			await toBootDisk(pty);
			await expectFrame('help', await press(pty, keys.f1, 'Space says more', '>[ Back ]'));
			await press(pty, keys.escape, 'Contents');
		}));

	it('keyboard', () =>
		walk('plain', [], async pty => {
			await press(pty, keys.enter, '2 of 10  Keyboard', /> us/);
			await expectFrame('keyboard', await press(pty, 'f', /> fr/, 'keyboard.layout=us'));
		}));
});

describe('boot disk', () => {
	it('in full', () =>
		walk('plain', [], async pty => {
			await toBootDisk(pty);
			await expectFrame('boot-disk', pty);
		}));

	/** Kind, disk of the machine `trouble`, and the words that say why. */
	const kinds = [
		['too-small', 'sda', 'is too small'],
		['mounted', 'sdb', 'is mounted at /srv'],
		['read-only', 'sdc', 'is read-only'],
		['medium', 'sdd', 'is the medium'],
		['volume-group', 'sde', 'which also spans'],
		['multipath-path', 'sdf', 'is a path of the multipath map mpatha'],
		['storage-domain', 'sdh', 'storage_domain'],
	] as const;
	const asked = [
		['foreign', 'sdi', 'sdi holds'],
		['ours', 'sdj', 'sdj holds the host'],
	] as const;

	it('says of each kind of disk why it cannot serve, or what it would cost', () =>
		walk('trouble', [], async pty => {
			await toBootDisk(pty);
			await press(pty, keys.home, /x> sda/);
			for (const [kind, name, why] of [...kinds, ...asked]) {
				await moveTo(pty, keys.down, new RegExp(`[x!]> ${name} `));
				pty.type(' ');
				await pty.waitUntil(frame => frame.join(' ').replaceAll(/\s+/g, ' ').includes(why), why);
				await expectFrame(`boot-disk-${kind}`, pty);
			}
		}));

	it('never goes on with a refused one', () =>
		walk('trouble', [], async pty => {
			await toBootDisk(pty);
			await press(pty, keys.home, /x> sda/);
			await press(pty, keys.enter, /sda is too small[^]*! sda is too small/);
			await press(pty, keys.down, /x> sdb/);
			expect(pty.frame()[2]).toContain('Boot disk');
			expect(pty.frame().join('\n')).not.toContain('sda is');
		}));

	it('says when what another door named is not here', () =>
		walk('plain', ['--cmdline', 'hostwright.storage.bootDisk=serial:NOPE'], async pty => {
			await press(pty, keys.enter, '2 of 10  Keyboard');
			pty.type(keys.enter);
			await expectFrame('boot-disk-not-here', await press(pty, '', /! No disk matches/, /> nvme0n1/));
		}));

	it('takes another device by its path, and says what is wrong with one', () =>
		walk('plain', [], async pty => {
			await toBootDisk(pty);
			await press(pty, keys.tab, '>[ Other device ]');
			await press(pty, keys.enter, /> Path of the disk/);
			await press(pty, '/dev/nothing', '/dev/nothing');
			await expectFrame('other-device', await press(pty, keys.enter, 'is not there'));
			await press(pty, keys.escape, '[ Other device ]');
		}));

	it('a machine without disks', () =>
		walk('no-disks', [], async pty => {
			await press(pty, keys.enter, '2 of 10  Keyboard', /> us/);
			await expectFrame('boot-disk-none', await press(pty, keys.enter, 'No disk was found', '>[ Other device ]'));
		}));
});

describe('the pages after it', () => {
	it('data disks: the boot disk is fixed, others join', () =>
		walk('plain', [], async pty => {
			await toBootDisk(pty);
			await press(pty, keys.enter, '4 of 10  Data disks', /\[ \]!> sda/);
			await expectFrame('data-disks', await press(pty, ' ', /\[x\]!> sda/, 'storage.disks=wwn:'));
		}));

	it('data disks: a volume group goes as a whole or not at all', () =>
		walk('trouble', ['--cmdline', 'hostwright.storage.disks=serial:SERIAL-E'], async pty => {
			await toBootDisk(pty);
			await press(pty, keys.enter, '4 of 10  Data disks');
			await expectFrame('data-disks-group', await press(pty, keys.enter, 'which also spans', /\n ! sde/));
		}));

	it('volumes: arithmetic', () =>
		walk('plain', [], async pty => {
			await toVolumes(pty);
			await expectFrame('volumes', await press(pty, '', 'DATA takes the rest'));
		}));

	it('volumes: a size that is too large is named, and free space never falls below zero', () =>
		walk('plain', [], async pty => {
			await toVolumes(pty);
			await press(pty, keys.tab, /> Each of two slots/);
			await press(pty, '999', /slots, MiB +1024999/, /\n ! .*give at most/);
			await expectFrame('volumes-too-large', pty);
			expect(pty.frame().join('\n')).not.toMatch(/is -\d/);
			pty.type(keys.enter);
			await press(pty, keys.backspace, /slots, MiB +102499\b/);
			expect(pty.frame()[2]).toContain('Volumes');
		}));

	it('volumes: what is not given to DATA is free', () =>
		walk('plain', [], async pty => {
			await toVolumes(pty);
			await press(pty, keys.shiftTab, /> Fill the disk/);
			await press(pty, ' ', /Data \(\/data\)/);
			await press(pty, keys.down, /> Data/);
			for (let times = 0; times < 3; times++) pty.type(keys.backspace);
			await expectFrame(
				'volumes-free',
				await press(pty, '', /Free space is [1-9]/, /> Data \(.data\), MiB +\d{3}\n/),
			);
		}));

	it('volumes: an emptied size stays empty until the next one is typed, and so does its field', () =>
		walk('plain', [], async pty => {
			await toVolumes(pty);
			await press(pty, CTRL_U, /> EFI system partition, MiB\n/);
			await press(pty, '600', /> EFI system partition, MiB +600\n/);
			await press(pty, keys.shiftTab, /> Fill the disk/);
			await press(pty, ' ', /Data \(\/data\)/);
			await press(pty, keys.down, /> Data/);
			await press(pty, CTRL_U, /> Data \(\/data\), MiB\n/, 'DATA takes the rest');
			await press(pty, '5000', /> Data \(\/data\), MiB +5000\n/, /Free space is [1-9]/);
		}));

	it('welcome in linear mode: what the machine is, once it is known and before the question', () =>
		walk('plain', ['--linear'], async pty => {
			await pty.waitFor('number [1]:');
			const text = pty.frame().join('\n');
			expect(text).toMatch(/Memory +\d[^]*What to do:/);
			expect(text).not.toContain('not known yet');
		}));

	it('network: DHCP', () =>
		walk('plain', [], async pty => {
			await toNetwork(pty);
			await expectFrame('network', await press(pty, ' ', /\[x\] > eno1/, 'network.interface=52:54'));
		}));

	it('network: static without an address is held back', () =>
		walk('plain', [], async pty => {
			await toNetwork(pty);
			await press(pty, ' ', /\[x\] > eno1/);
			await moveTo(pty, keys.tab, /> IPv4 /);
			await press(pty, keys.right, '< As given here >');
			await expectFrame('network-static', await press(pty, '', /\n ! .*needs an address/));
			pty.type(keys.enter);
			await press(pty, keys.tab, '> IPv4 address');
			expect(pty.frame()[2]).toContain('Network');
		}));

	it('network: two interfaces become a bond', () =>
		walk('plain', [], async pty => {
			await toNetwork(pty);
			await press(pty, ' ', /\[x\] > eno1/);
			await press(pty, keys.down, /\[ \] > eno2/);
			await expectFrame('network-bond', await press(pty, ' ', /Bond +bond0/, 'network.bondPorts=52:54'));
		}));

	it('password: a weak one is named and never refused', () =>
		walk('plain', [], async pty => {
			await toPassword(pty);
			await press(pty, 'AAAA', '****');
			await press(pty, keys.tab, /> The same again/);
			await press(pty, 'AAAA', /again +\*{4}/);
			await expectFrame('password-weak', await press(pty, '', 'Caps Lock', /> The same again/));
			await press(pty, keys.enter, '8 of 10  More settings', /> +Go on/);
			await press(pty, keys.enter, '9 of 10  Confirm');
		}));

	it('password: two that differ are held back', () =>
		walk('plain', [], async pty => {
			await toPassword(pty);
			await press(pty, PASSWORD, stars);
			await press(pty, keys.tab, /> The same again/);
			await press(pty, 'Tulip', /again +\*{5}/);
			await expectFrame('password-mismatch', await press(pty, keys.enter, 'passwords differ'));
			expect(pty.raw()).not.toContain(PASSWORD);
		}));

	it('password: one that came by another door may be kept', () =>
		walk('plain', ['--cmdline', `adminpw=${HASH}`], async pty => {
			await toPassword(pty);
			await expectFrame(
				'password-preset',
				await press(pty, '', 'is given already', 'from kernel argument adminpw='),
			);
			await press(pty, keys.enter, '8 of 10  More settings', /> +Go on/);
			await press(pty, keys.enter, '9 of 10  Confirm');
			expect(pty.raw()).not.toContain(HASH.slice(4));
		}));

	it('confirm: a blank disk', () =>
		walk('plain', [], async pty => {
			await toPassword(pty);
			await typePasswords(pty);
			await press(pty, keys.enter, '8 of 10  More settings', /> +Go on/);
			await expectFrame('confirm', await press(pty, keys.enter, 'Will be erased', 'nothing has been written'));
			await expectFrame('plan', await press(pty, keys.f5, 'The whole plan', 'PgUp'), [
				[/( 1\. Partition nvme0n1)\n[^]*?\n(?=-{79}\n)/g, '$1\n    [its commands]\n'],
			]);
			await press(pty, keys.escape, 'Will be erased');
		}));

	it('confirm: a disk with data wants its serial number typed', () =>
		walk('plain', [], async pty => {
			await press(pty, keys.down, /> Reinstall/);
			await toPassword(pty);
			await typePasswords(pty);
			await press(pty, keys.enter, '8 of 10  More settings', /> +Go on/);
			await press(pty, keys.enter, 'To erase sda');
			await press(pty, 'PHYF0', 'PHYF0');
			await expectFrame('confirm-data', await press(pty, keys.enter, 'is not the serial number'));
		}));

	it('answers of other doors are there, with where they came from', () =>
		walk('plain', ['--cmdline', 'hostname=h9.example.org vlan=20'], async pty => {
			await toVolumes(pty);
			await press(pty, keys.enter, '6 of 10  Network');
			await press(pty, ' ', /\[x\] > eno1/);
			await press(pty, keys.tab, /> Host name +h9.example.org/);
			await expectFrame('network-preset', await press(pty, '', 'from kernel argument hostname='));
			await press(pty, 'x', 'typed here, instead of h9.example.org (kernel argument hostname=)');
		}));
});

describe('terminals', () => {
	it('too small a terminal says so, and goes on when it is large enough', () =>
		walk('plain', [], async pty => {
			pty.resize(60, 20);
			const frame = await pty.waitUntil(now => !now.join('').includes('Reinstall'), 'the notice');
			expect(frame.join('\n')).toMatch(/80x24|80 x 24|80 columns/);
			pty.resize(80, 24);
			await pty.waitFor('Reinstall');
		}));
});
