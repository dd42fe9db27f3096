/** The management network as fields: one interface, or a bond of several, with VLAN, bridge and addresses. */
import {useState} from 'react';
import type {Machine} from '../../src/probes/machine.ts';
import {Prose, SettingField, Table, useForm, type Form} from '../../src/tui/index.ts';
import {chooseNics, chosenNics, nicCells, unknownNics} from './interfaces.ts';
import type {SettingsPage} from './page.ts';
import {useSurroundings} from './surroundings.tsx';

/** Settings that mean something only while the method is static; they come back when it is chosen again. */
const STATIC: Readonly<Record<string, readonly string[]>> = {
	'network.ipv4': ['network.address', 'network.gateway'],
	'network.ipv6': ['network.address6', 'network.gateway6'],
};

/** The form, which sets a static address aside while there is none, and gives it back. */
function useStaticAside(): Form {
	const form = useForm();
	const [aside, setAside] = useState<Readonly<Record<string, string>>>({});
	return {
		...form,
		set(name, value) {
			const rest = STATIC[name];
			if (rest && value === 'static') for (const each of rest) form.set(each, aside[each] ?? form.text(each));
			if (rest && value !== 'static') {
				setAside({...aside, ...Object.fromEntries(rest.map(each => [each, form.text(each)]))});
				for (const each of rest) form.set(each, '');
			}
			form.set(name, value);
		},
	};
}

type InterfacesProps = {
	/** Undefined while it is not known. */
	readonly machine: Machine | undefined;
	/** More than the name, link, MAC and model of the highlighted one. */
	readonly onHighlight?: ((name: string) => void) | undefined;
};

/** Which interfaces carry it. */
function Interfaces({machine, onHighlight}: InterfacesProps) {
	const form = useForm();
	const text = (name: string) => form.text(`network.${name}`);
	const before = {interface: text('interface'), bond: text('bond'), bondPorts: text('bondPorts')};
	const nics = machine?.nics ?? [];
	const choose = (names: readonly string[]) => {
		const chosen = chooseNics(names, before, {nics});
		for (const [name, value] of Object.entries(chosen)) form.set(`network.${name}`, value);
	};
	const missing = unknownNics(before, {nics});
	const source = before.bond === '' ? 'network.interface' : 'network.bondPorts';
	return (
		<>
			<Table
				id="network.interface"
				label="Interfaces of the management network"
				multi
				columns={[{title: 'Interface'}, {title: 'Link'}, {title: 'MAC address', width: 17}, {title: 'Model'}]}
				rows={nics.map(nic => ({key: nic.name, cells: nicCells(nic), disabled: form.closed}))}
				chosen={chosenNics(before, {nics})}
				onChoose={choose}
				onHighlight={onHighlight}
				height={3}
				provenance={form.provenance(source)}
				empty={machine ? 'No network interface was found.' : 'Looking for interfaces ...'}
			/>
			<Prose>
				{missing.length > 0
					? `${missing.join(', ')} is not an interface of this machine.`
					: 'Two or more become a bond; none leaves the network for later.'}
			</Prose>
		</>
	);
}

export type NetworkFieldsProps = InterfacesProps & {
	/** With what an installed host has time for: search domains, MTU, and how long a change waits for a word. */
	readonly whole?: boolean | undefined;
	/** Interfaces by name and MAC address too, for a host that does not tell which ones it has. */
	readonly byName?: boolean | undefined;
};

export function NetworkFields({machine, onHighlight, whole = false, byName = false}: NetworkFieldsProps) {
	const form = useStaticAside();
	const text = (name: string) => form.text(`network.${name}`);
	const bonded = text('bond') !== '';
	return (
		<>
			{byName ? (
				<SettingField name="network.interface" form={form} />
			) : (
				<Interfaces machine={machine} onHighlight={onHighlight} />
			)}
			{(bonded || byName) && <SettingField name="network.bond" form={form} width={15} />}
			{byName && <SettingField name="network.bondPorts" form={form} />}
			{bonded && <SettingField name="network.bondOptions" form={form} width={40} />}
			<SettingField name="network.hostname" form={form} />
			<SettingField name="network.vlan" form={form} width={6} />
			<SettingField name="network.layout" form={form} />
			{text('layout') === 'bridged' && <SettingField name="network.bridge" form={form} width={15} />}
			<SettingField name="network.ipv4" form={form} />
			{text('ipv4') === 'static' && <SettingField name="network.address" form={form} />}
			{text('ipv4') === 'static' && <SettingField name="network.gateway" form={form} />}
			<SettingField name="network.ipv6" form={form} />
			{text('ipv6') === 'static' && <SettingField name="network.address6" form={form} />}
			{text('ipv6') === 'static' && <SettingField name="network.gateway6" form={form} />}
			<SettingField name="network.dns" form={form} />
			{whole && <SettingField name="network.search" form={form} />}
			{whole && <SettingField name="network.mtu" form={form} width={6} />}
			{whole && <SettingField name="network.confirmSeconds" form={form} width={6} />}
		</>
	);
}

/** Driver, place and addresses of the interface that is highlighted, beside what its row says. */
function detailOf(machine: Machine | undefined, name: string): string {
	const nic = machine?.nics.find(each => each.name === name);
	if (!nic) return '';
	const {driver, where, addresses} = nic;
	const has = addresses.length === 0 ? 'no address' : addresses.join(', ');
	return [`${name}:`, driver && `driver ${driver},`, where && `at ${where},`, has].filter(Boolean).join(' ');
}

function Fields() {
	const {machine} = useSurroundings();
	const [highlighted, setHighlighted] = useState('');
	const detail = detailOf(machine, highlighted);
	const byName = machine !== undefined && machine.nics.length === 0;
	return (
		<>
			{detail !== '' && <Prose>{detail}</Prose>}
			<NetworkFields machine={machine} onHighlight={setHighlighted} whole byName={byName} />
		</>
	);
}

export const networkPage: SettingsPage = {
	name: 'network',
	title: 'Network',
	settings: [
		...['hostname', 'interface', 'layout', 'bridge', 'vlan', 'bond', 'bondPorts', 'bondOptions', 'ipv4', 'address'],
		...['gateway', 'ipv6', 'address6', 'gateway6', 'dns', 'search', 'mtu', 'confirmSeconds'],
	].map(name => `network.${name}`),
	sections: ['network'],
	help: [
		'One interface carries the management network; two or more become a bond. Space chooses them.',
		'Time servers have a page of their own: Time.',
	],
	Fields,
};
