/** Further disks: each named once, and none taken that nothing is put on. */
import path from 'node:path';
import {expect, it} from 'vitest';
import {features} from '../../src/features/index.ts';
import {storage} from '../../src/features/storage/index.ts';
import {recordedHost} from '../../src/host/recorded-host.ts';
import {probeMachine} from '../../src/probes/probe.ts';
import {gather, valuesOf} from '../../src/session/answers.ts';
import {chooseDisks} from '../../src/session/choose-disks.ts';

async function choose(machineName: string, cmdline: string) {
	const host = recordedHost(path.resolve(import.meta.dirname, '../machines', machineName));
	const machine = await probeMachine(host);
	const {answers} = gather({features, cmdline, configs: []});
	const values = valuesOf(storage, answers);
	const wanted = {machine, answers, values, disk: undefined, imageSize: 0, unattended: true};
	const {choice, problems} = await chooseDisks(host, wanted);
	const names = (disks: readonly {name: string}[] = []) => disks.map(({name}) => name);
	return {
		...{boot: choice?.target.name, disks: names(choice?.moreDisks), apps: names(choice?.appDisks)},
		errors: problems.filter(({level}) => level === 'error').map(({message}) => message),
	};
}

const [PATH_A, PATH_B] = ['/dev/nvme0n1', '/dev/nvme1n1'];

it('refuses a disk that two selectors name', async () => {
	const line = `hostwright.storage.bootDisk=${PATH_A} hostwright.storage.appDisks=serial:SERIAL-1 hostwright.storage.data2Size=1024`;
	expect((await choose('two-equal', line)).errors).toEqual([
		`"serial:SERIAL-1" is nvme0n1, which storage.bootDisk takes already; name each disk once`,
	]);
});

it('lets all take what is left', async () => {
	const line = `hostwright.storage.bootDisk=${PATH_A} hostwright.storage.disks=bus:nvme+all`;
	expect(await choose('two-equal', line)).toEqual({boot: 'nvme0n1', disks: ['nvme1n1'], apps: [], errors: []});
});

it('leaves application disks alone when nothing is to be put on them', async () => {
	const line = `hostwright.storage.bootDisk=${PATH_A} hostwright.storage.appDisks=${PATH_B}`;
	expect(await choose('two-equal', line)).toEqual({boot: 'nvme0n1', disks: [], apps: [], errors: []});
});
