/** Page: the management network. One interface, or a bond of several, with VLAN, bridge and addresses. */
import {useState} from 'react';
import {SettingField, Table, type Form} from '../../src/tui/index.ts';
import {answer, fieldText, formOf, provenanceOf} from './form.ts';
import {chooseNics, chosenNics, nicCells, unknownNics} from './interfaces.ts';
import {Page} from './page.tsx';
import {stopOn} from './pages.ts';
import {Prose} from './prose.tsx';
import {useWalk} from './walk.ts';

/** Settings that mean something only while the method is static; they come back when it is chosen again. */
const STATIC: Readonly<Record<string, readonly string[]>> = {
	'network.ipv4': ['network.address', 'network.gateway'],
	'network.ipv6': ['network.address6', 'network.gateway6'],
};

export function NetworkPage() {
	const {installer, snapshot, next} = useWalk();
	const [aside, setAside] = useState<Readonly<Record<string, string>>>({});
	const text = (name: string) => fieldText(snapshot, `network.${name}`);
	const before = {interface: text('interface'), bond: text('bond'), bondPorts: text('bondPorts')};
	const nics = snapshot.machine?.nics ?? [];
	const stop = stopOn('network', snapshot.problems);
	const plain = formOf(installer, snapshot);
	const form: Form = {
		...plain,
		set(name, value) {
			const rest = STATIC[name];
			if (rest && value === 'static')
				for (const each of rest) answer(installer, each, aside[each] ?? plain.text(each));
			if (rest && value !== 'static') {
				setAside({...aside, ...Object.fromEntries(rest.map(each => [each, plain.text(each)]))});
				for (const each of rest) answer(installer, each, '');
			}
			plain.set(name, value);
		},
	};
	const choose = (names: readonly string[]) => {
		const chosen = chooseNics(names, before, {nics});
		for (const [name, value] of Object.entries(chosen)) answer(installer, `network.${name}`, value);
	};
	const missing = unknownNics(before, {nics});
	const bonded = before.bond !== '';
	const source = bonded ? 'network.bondPorts' : 'network.interface';
	return (
		<Page
			name="network"
			problem={stop?.message}
			whole={stop?.setting === 'network.interface' || stop?.setting === 'network.bondPorts'}
			onEnter={() => (stop ? undefined : next())}
			keys={[['Space', 'choose']]}
		>
			<Table
				id={source}
				label="Interfaces of the management network"
				multi
				columns={[{title: 'Interface'}, {title: 'Link'}, {title: 'MAC address'}, {title: 'Model'}]}
				rows={nics.map(nic => ({key: nic.name, cells: nicCells(nic)}))}
				chosen={chosenNics(before, {nics})}
				onChoose={choose}
				height={3}
				provenance={provenanceOf(source, snapshot.answers.get(source))}
				empty={snapshot.machine ? 'No network interface was found.' : 'Looking for interfaces ...'}
			/>
			<Prose>
				{missing.length > 0
					? `${missing.join(', ')} is not an interface of this machine.`
					: 'Two or more become a bond; none leaves the network for later.'}
			</Prose>
			{bonded && <SettingField name="network.bond" form={form} width={15} />}
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
		</Page>
	);
}
