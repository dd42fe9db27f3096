import {describe, expect, it} from 'vitest';
import {managementOf, missingPorts} from '../../../src/features/network/management.ts';
import {machineWith} from '../gathered.ts';
import {ENO1, ENO2, rendering, valuesOf, type Texts} from './given.ts';

const {nics} = machineWith(ENO2, ENO1);

/** The devices from the highest down, as one line. */
function floors(texts: Texts, found = nics): string | undefined {
	const management = managementOf(valuesOf(texts), found);
	if (!management) return undefined;
	const {bridge, vlan, bond, ports} = management;
	const names = ports.map(
		({name = '?', mac = '?', by, isThere}) => `${name}/${mac} by ${by}${isThere ? '' : ', away'}`,
	);
	return [bridge, vlan && `${vlan.name} (${vlan.id})`, bond, names.join(' + ')].filter(Boolean).join(' > ');
}

describe('the devices of the management network', () => {
	const eno1 = 'eno1/52:54:00:12:34:56';
	const eno2 = 'eno2/52:54:00:12:34:57';
	const bond = {bond: 'bond0', bondPorts: 'eno1,52:54:00:12:34:57'};

	it.each<readonly [Texts, string | undefined]>([
		[{}, undefined],
		[{hostname: 'h1', dns: '192.0.2.53'}, undefined],
		[{interface: 'eno1'}, `breno1 > ${eno1} by name`],
		[{interface: 'eno1', layout: 'direct'}, `${eno1} by name`],
		[{interface: '52:54:00:12:34:56'}, `breno1 > ${eno1} by mac`],
		[{interface: '52:54:00:12:34:56', vlan: '20'}, `breno1 > eno1.20 (20) > ${eno1} by mac`],
		[{interface: 'eno1', bridge: 'ovirtmgmt', vlan: '20'}, `ovirtmgmt > eno1.20 (20) > ${eno1} by name`],
		[{interface: 'eno1', layout: 'direct', vlan: '20'}, `eno1.20 (20) > ${eno1} by name`],
		[{...bond, vlan: '20'}, `brbond0 > bond0.20 (20) > bond0 > ${eno1} by name + ${eno2} by mac`],
		[{...bond, interface: 'bond0'}, `brbond0 > bond0 > ${eno1} by name + ${eno2} by mac`],
		[{...bond, layout: 'direct'}, `bond0 > ${eno1} by name + ${eno2} by mac`],
		[{interface: 'link'}, `breno1 > ${eno1} by mac`],
		[{interface: 'eno9', vlan: '20'}, 'breno9 > eno9.20 (20) > eno9/? by name, away'],
		[{interface: '52:54:00:12:34:99', vlan: '20'}, 'br0 > vlan20 (20) > ?/52:54:00:12:34:99 by mac, away'],
		[{interface: 'enp0s20f0u1u2i'}, 'br0 > enp0s20f0u1u2i/? by name, away'],
	])('%j', (texts, expected) => {
		expect(floors(texts)).toBe(expected);
	});

	it('are on the first interface with a link, or wait for one', () => {
		expect(floors({interface: 'link', vlan: '20'}, machineWith(ENO2).nics)).toBe(
			'br0 > vlan20 (20) > ?/? by link, away',
		);
		const both = machineWith({...ENO2, link: 'up'}, ENO1).nics;
		expect(floors({interface: 'link'}, both)).toBe(`breno2 > ${eno2} by mac`);
	});

	it('have names that the kernel takes, whatever the interface is called', () => {
		const interfaces = ['a', 'abcdefghijklmno', 'enp0s20f0u1u2', '52:54:00:12:34:99', 'link'];
		for (const name of interfaces) {
			const management = managementOf(valuesOf({interface: name, vlan: '4094'}), []);
			for (const made of [management?.bridge, management?.vlan?.name]) {
				expect(made).toMatch(/^[a-z0-9_.-]{1,15}$/);
			}
		}
	});

	it('say which of them has the addresses', () => {
		const device = (texts: Texts) => managementOf(valuesOf(texts), rendering().nics)?.device;
		expect(device({interface: 'eno1'})).toBe('breno1');
		expect(device({interface: 'eno1', layout: 'direct', vlan: '20'})).toBe('eno1.20');
		expect(device({...bond, layout: 'direct'})).toBe('bond0');
		expect(device({interface: '52:54:00:12:34:56', layout: 'direct'})).toBe('eno1');
		expect(device({interface: '52:54:00:12:34:99', layout: 'direct'})).toBe('');
		expect(device({})).toBeUndefined();
	});
});

describe('hardware that is not there', () => {
	const waits = (texts: Texts, renderer: 'networkmanager' | 'networkd' = 'networkmanager') => {
		const management = managementOf(valuesOf(texts), machineWith(ENO2).nics);
		return management && missingPorts(management, renderer);
	};

	it.each<readonly [Texts, string]>([
		[{interface: 'eno9'}, '"eno9" is not a network interface of this host; the management network waits for it.'],
		[
			{interface: '52:54:00:12:34:99'},
			'"52:54:00:12:34:99" is not a network interface of this host; the management network waits for it.',
		],
		[
			{bond: 'bond0', bondPorts: 'eno1,eno2'},
			'"eno1" is not a network interface of this host; bond0 goes without it.',
		],
		[{interface: 'link'}, 'No interface has a link now; the first that gets one is taken for br0.'],
	])('%j is said', (texts, sentence) => {
		expect(waits(texts)).toEqual([sentence]);
	});

	it('cannot be waited for by a program that would take every interface for it', () => {
		expect(waits({interface: 'link'}, 'networkd')).toEqual([
			'No interface has a link now, so none is set up; plug in a cable and apply the settings again.',
		]);
	});

	it('is no matter when it is there', () => {
		expect(waits({interface: 'eno2'})).toEqual([]);
	});
});
