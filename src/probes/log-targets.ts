/** Where a host sends its logs, read from what rsyslog and the kernel are told, whoever told them. */
import type {Host} from '../host/host.ts';
import {namesIn, textOf} from './asking.ts';

const FOLDER = '/etc/rsyslog.d';

/** `*.* @@host:port`: one @ is UDP, two are TCP (rsyslog.conf(5)). */
const SHORT = /^[^#\n]*\s(@@?)(?:\(\w+\))?(\[[\da-fA-F:.]+\](?::\d+)?|[\w.-]+(?::\d+)?)/gm;

/** `action(type="omfwd" target="host" port="514" protocol="tcp")`, over any number of lines. */
const ACTION = /^[^#\n]*\b(?:action|module)?\(([^()]*type\s*=\s*"omfwd"[^()]*)\)/gim;

const valueOf = (words: string, name: string) =>
	new RegExp(String.raw`\b${name}\s*=\s*"([^"]*)"`, 'i').exec(words)?.[1] ?? '';

function targetOf(words: string): string {
	const [target, port, protocol] = ['target', 'port', 'protocol'].map(name => valueOf(words, name));
	const host = target?.includes(':') ? `[${target}]` : target;
	const how = /StreamDriverMode\s*=\s*"1"/i.test(words) ? 'tls' : (protocol || 'udp').toLowerCase();
	return `${host}:${port || '514'} (${how})`;
}

/** Every target, once each; an empty list when logs stay on the host. */
export async function probeLogTargets(host: Host): Promise<readonly string[]> {
	const names = (await namesIn(host, FOLDER)).filter(name => name.endsWith('.conf'));
	const files = ['/etc/rsyslog.conf', ...names.map(name => `${FOLDER}/${name}`)];
	const texts = await Promise.all(files.map(file => textOf(host, file)));
	const found = texts.flatMap(text => [
		...[...text.matchAll(SHORT)].map(([, at, target]) => `${target ?? ''} (${at === '@@' ? 'tcp' : 'udp'})`),
		...[...text.matchAll(ACTION)].map(([, words = '']) => targetOf(words)),
	]);
	return [...new Set([...found, ...(await netconsoleTargets(host))])];
}

/** `[src-port]@[src-ip]/[dev],[tgt-port]@<tgt-ip>/[tgt-mac]`; the kernel's own documentation of netconsole. */
async function netconsoleTargets(host: Host): Promise<readonly string[]> {
	const parameter = await textOf(host, '/sys/module/netconsole/parameters/netconsole');
	const [, port, address] = /,(\d*)@([^/]+)\//.exec(parameter) ?? [];
	return address === undefined ? [] : [`${address}:${port || '6666'} (netconsole)`];
}
