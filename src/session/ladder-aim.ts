/** What a ladder of tests is to reach, by the settings that are tried. */
import {engine} from '../features/engine/index.ts';
import {network} from '../features/network/index.ts';
import {managementOf} from '../features/network/management.ts';
import {isIPv6} from '../features/network/subnet.ts';
import {time} from '../features/time/index.ts';
import type {Nic} from '../probes/machine.ts';
import {address as isAddress} from '../settings/rules.ts';
import type {Answers} from '../settings/answers.ts';
import {valuesOf} from './answers.ts';

/** One family of addresses of the management device. */
export type FamilyAim = {
	readonly family: 4 | 6;
	/** With prefix, as given; undefined when somebody else gives one. */
	readonly address: string | undefined;
	/** As given; undefined when somebody else says so, or there is none. */
	readonly gateway: string | undefined;
	/** Somebody else says where the router is. */
	readonly learns: boolean;
};

export type Aim = {
	readonly device: string;
	/** Names of the interfaces with hardware. */
	readonly ports: readonly string[];
	readonly vlan: number | undefined;
	readonly families: readonly FamilyAim[];
	/** Bytes; undefined when the link decides. */
	readonly mtu: number | undefined;
	readonly dns: readonly string[];
	/** What name servers are asked for; `matters` when the host needs it. */
	readonly name: {readonly text: string; readonly matters: boolean};
	readonly time: readonly string[];
	readonly engine: {readonly host: string; readonly port: number} | undefined;
};

const isName = (text: string) => isAddress(text) !== undefined;

/** Undefined when no interface is ours, or its name is not known: then there is nothing to try. */
export function aimOf(answers: Answers, nics: readonly Nic[]): Aim | undefined {
	const values = valuesOf(network, answers);
	const management = managementOf(values, nics);
	if (!management || management.device === '') return undefined;
	const {server, port} = valuesOf(engine, answers);
	const servers = valuesOf(time, answers).servers.filter(each => each !== 'off');
	const {ipv4, address, gateway, ipv6, address6, gateway6, dns, mtu, hostname} = values;
	const needed = [server, ...servers].find(each => each !== undefined && isName(each));
	return {
		device: management.device,
		ports: management.ports.flatMap(({name}) => name ?? []),
		vlan: management.vlan?.id,
		families: [
			...(ipv4 === 'off' ? [] : [familyOf(4, ipv4 === 'static', address, gateway)]),
			...(ipv6 === 'off' ? [] : [familyOf(6, ipv6 === 'static', address6, gateway6)]),
		],
		mtu,
		dns: dns.filter(each => !isIPv6(each) || ipv6 !== 'off'),
		name: needed === undefined ? {text: hostname ?? 'localhost', matters: false} : {text: needed, matters: true},
		time: servers,
		engine: server === undefined ? undefined : {host: server, port},
	};
}

const familyOf = (family: 4 | 6, isStatic: boolean, address?: string, gateway?: string): FamilyAim => ({
	...{family, learns: !isStatic},
	address: isStatic ? address : undefined,
	gateway: isStatic ? gateway : undefined,
});
