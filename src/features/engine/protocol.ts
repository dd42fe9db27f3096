/** The service of an engine that hosts register with, version 1: what is asked, and what a proper answer looks like. Pure. */
import type {WebAnswer} from '../../host/host.ts';
import {publicKey} from '../../settings/public-key.ts';
import {joinHostPort} from '../../settings/rules.ts';
import {Invalid, visible} from '../../settings/setting.ts';

export type Address = {readonly server: string; readonly port: number};

export type Command = 'get-version' | 'get-pki-trust' | 'get-ssh-trust' | 'register';

/** The only version there is. */
const VERSION = '1';

/** Every engine has its service there, whatever its port. */
const SERVICE = '/ovirt-engine/services/host-register';

/** For a sentence: `engine.example.org:443`. */
export const placeOf = ({server, port}: Address) => joinHostPort({host: server, port});

export function commandUrl(address: Address, command: Command, more: Readonly<Record<string, string>> = {}): string {
	const query = new URLSearchParams({version: VERSION, command, ...more});
	return `https://${placeOf(address)}${SERVICE}?${query.toString()}`;
}

/** How a host says who it is. Its address is left out: the engine sees where it comes from, and asks its own name servers. */
export type Self = {
	readonly uniqueId: string;
	/** Undefined where the host has no name that an engine takes; it goes by its address then. */
	readonly name: string | undefined;
	readonly sshPort: number;
	/** `SHA256:` and base64, as `ssh-keygen -l` prints it; undefined where the host has no key yet. */
	readonly sshKey: string | undefined;
};

/** An engine takes `vdsPort` too; ours is the one it takes when nobody says one. */
export const asQuery = ({uniqueId, name, sshPort, sshKey}: Self): Readonly<Record<string, string>> => ({
	uniqueId,
	...(name === undefined ? {} : {name}),
	...{sshUser: 'root', sshPort: String(sshPort)},
	...(sshKey === undefined ? {} : {sshKeyFingerprint: sshKey}),
});

/** Names an engine takes. */
export const isEngineName = (name: string) => /^[\w.-]{1,255}$/.test(name) && !/^localhost(\.|$)/.test(name);

/** Why an answer to `get-version` is none of an engine that we can talk to: a whole sentence. */
export function wrongVersion(address: Address, {text}: WebAnswer): string | undefined {
	if (text.trim() === VERSION) return undefined;
	return /^\d+$/.test(text.trim())
		? `The engine at ${placeOf(address)} speaks version ${text.trim()} of the registration, and this host version ${VERSION}; a newer hostwright is needed.`
		: notAnEngine(address, 'with something else than a version');
}

export const notAnEngine = (address: Address, how: string) =>
	`${placeOf(address)} answers ${how}, so it is no oVirt Engine; check the address and the port.`;

/** The one line of authorized_keys(5) an engine has for its hosts; options would let it do more or less than log in. */
export function readKey(address: Address, {text}: WebAnswer): {readonly line: string} | {readonly problem: string} {
	const line = text.replace(/\r?\n$/, '');
	const wrong = /[\r\n]/.test(line) ? {what: 'holds several lines', right: ONE_KEY} : publicKey(line);
	if (wrong) {
		const {message} = new Invalid(line, {...wrong, right: ONE_KEY});
		return {problem: `The SSH key of the engine at ${placeOf(address)} is not taken: ${message}.`};
	}
	return {line: visible(line.trim().split(/\s+/).join(' '))};
}

const ONE_KEY = 'an engine gives one public key, without options';
