/** What monitoring wants of a host: a drop-in of collectd (collectd.conf(5)), and collectd running only while it is asked for. */
import type {Wanted} from '../../plan/wanted.ts';
import type {Rendering} from '../feature.ts';
import {WRITTEN} from '../../plan/written.ts';
import {collectdServer} from './server.ts';

/** A text between double quotes, where a backslash takes the next character as it is (collectd.conf(5)). */
export const collectdString = (text: string) => `"${text.replace(/["\\]/g, String.raw`\$&`)}"`;

function collectdText(server: string): string | undefined {
	const target = collectdServer(server);
	return (
		target &&
		[
			`# ${WRITTEN}`,
			'LoadPlugin network',
			'<Plugin network>',
			`\tServer ${collectdString(target.host)} ${collectdString(String(target.port))}`,
			'</Plugin>',
			'',
		].join('\n')
	);
}

/** `collectd -t` takes a file that is not there for a good one; -T measures once, and names what it does not know and goes on. */
export function renderMonitoring(
	{collectd: server}: {readonly collectd: string | undefined},
	{platform}: Rendering,
): Wanted {
	const {units, paths} = platform;
	const text = collectdText(server ?? '');
	if (text === undefined) {
		return {files: [{path: paths.collectd, absent: true}], services: [{...units.collectd, state: 'off'}]};
	}
	const check = {
		command: 'collectd',
		args: ['-T', '-C', paths.collectdConfig],
		refuses: /not allowed here|Cowardly|[Pp]arse error/,
	};
	return {
		files: [{path: paths.collectd, text}],
		checks: [check],
		services: [{...units.collectd, state: 'on'}],
	};
}
