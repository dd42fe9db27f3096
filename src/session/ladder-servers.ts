/** The rungs behind the router: names, time, and the engine. */
import type {Host} from '../host/host.ts';
import type {OnRung, Rung} from './ladder.ts';
import type {Aim} from './ladder-aim.ts';
import {milliseconds} from './ladder-family.ts';

export async function climbServers(host: Host, aim: Aim, tell: OnRung): Promise<void> {
	const servers = aim.dns.length > 0 ? aim.dns : await learntServers(host);
	for (const server of servers) tell(await dnsRung(host, aim, server));
	if (aim.time.length > 0) tell(await timeRung(host, aim.time));
	if (aim.engine) tell(await engineRung(host, aim.engine));
}

/** resolv.conf(5); programs use the first three. */
async function learntServers(host: Host): Promise<readonly string[]> {
	const lines = ((await host.read('/etc/resolv.conf')) ?? '').split('\n');
	return lines.flatMap(line => /^nameserver\s+(\S+)/.exec(line)?.[1] ?? []).slice(0, 3);
}

async function dnsRung(host: Host, {name}: Aim, server: string): Promise<Rung> {
	const title = `DNS ${server}`;
	const answer = await host.lookUp(server, name.text);
	if ('problem' in answer) {
		const advice = [`The name server ${server} is of no use: ${answer.problem}. Give another in network.dns.`];
		return {title, found: answer.problem, state: 'failed', advice};
	}
	if (answer.addresses.length > 0) return {title, found: `${name.text} in ${milliseconds(answer)}`, state: 'ok'};
	if (!name.matters) return {title, found: `answers in ${milliseconds(answer)}`, state: 'ok'};
	const advice = [`${server} answers and does not know ${name.text}: is the name right, and is it the right server?`];
	return {title, found: `does not know ${name.text}`, state: 'warning', advice};
}

/** One is enough; chrony goes on looking for the others. */
async function timeRung(host: Host, servers: readonly string[]): Promise<Rung> {
	const problems: string[] = [];
	for (const server of servers) {
		const answer = await host.askTime(server);
		if (!('problem' in answer)) {
			const found = `offset ${offsetWords(answer.offset)}`;
			return {title: `NTP ${server}`, found, state: 'ok'};
		}
		problems.push(`The time server ${server} is of no use: ${answer.problem}.`);
	}
	return {title: `NTP ${servers[0] ?? ''}`, found: 'does not answer', state: 'failed', advice: problems};
}

/** `0.2 ms`, `3 s`. */
function offsetWords(seconds: number): string {
	const size = Math.abs(seconds);
	return size < 1 ? `${(size * 1000).toFixed(1)} ms` : `${Math.round(size)} s`;
}

async function engineRung(host: Host, {host: server, port}: NonNullable<Aim['engine']>): Promise<Rung> {
	const answer = await host.connect(server, port);
	if (!('problem' in answer))
		return {title: 'engine', found: `port ${port} answers in ${milliseconds(answer)}`, state: 'ok'};
	const advice = [`${server} takes no connection at port ${port}: ${answer.problem}.`];
	return {title: 'engine', found: answer.problem, state: 'failed', advice};
}
