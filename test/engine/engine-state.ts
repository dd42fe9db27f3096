/** What a fake engine knows and how it is told to behave; shared by its two services. */
import type {IncomingHttpHeaders} from 'node:http';

/** What it was asked. */
export type Asked = {
	readonly method: string;
	readonly path: string;
	readonly query: Readonly<Record<string, string>>;
	readonly headers: IncomingHttpHeaders;
	readonly body: string;
	/** Address it came from. */
	readonly peer: string;
};

export type Answer = {
	readonly status: number;
	readonly type: string;
	readonly body: string | Buffer;
	readonly headers?: Readonly<Record<string, string>>;
};

/** In place of an answer: the connection is cut, or nothing comes for ever. */
export type Fault = 'reset' | 'silence';

export type KnownHost = {
	readonly id: string;
	readonly uniqueId: string;
	readonly name: string;
	readonly address: string;
	readonly sshPort: number;
	readonly fingerprint: string;
	status: string;
};

/** May be changed while it runs. */
export type Behaviour = {
	/** By command of the service, or by path: given in place of what a good engine says. */
	instead: Record<string, Answer | Fault>;
	/** Given to everything: a proxy whose engine starts, another web server. */
	always?: Answer | Fault;
	/** New hosts need nobody. */
	approves: boolean;
	/** User and password of its administrator. */
	readonly admin: {readonly user: string; readonly password: string};
	/** Why it cannot reach a host by SSH; undefined when it can. */
	unreachable?: string;
	/** Statuses a host goes through, one each time it is asked for. */
	course: string[];
	/** Says 202 to a new host and goes on by itself. */
	slow: boolean;
};

export type EngineState = {
	readonly behaviour: Behaviour;
	readonly hosts: KnownHost[];
	readonly ca: string;
	readonly sshKey: string;
};

/** An error page as its servlet container writes it. */
export const errorPage = (status: number, message: string): Answer => ({
	status,
	type: 'text/html;charset=UTF-8',
	body: `<html><head><title>Error</title></head><body>${message.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</body></html>`,
});

export const json = (status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): Answer => ({
	...{status, type: 'application/json', headers},
	body: JSON.stringify(value),
});

/** The name, or the name and the first number that is free. */
export function freeName(hosts: readonly KnownHost[], name: string): string {
	const isTaken = (wanted: string) => hosts.some(host => host.name === wanted);
	if (!isTaken(name)) return name;
	for (let at = 2; ; at++) if (!isTaken(`${name}-${at}`)) return `${name}-${at}`;
}
