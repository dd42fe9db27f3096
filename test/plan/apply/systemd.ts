/**
 * systemctl(1) for a host whose systemd cannot be had here: it answers `show`, `is-enabled` and `is-active` and changes states as
 * the real one does. A unit in `breaks` does not stay up once it was started or restarted.
 */
import {CommandFailed, type Host, type Ran} from '../../../src/host/host.ts';

export type FakeUnit = {enabled: boolean; active: boolean};

export type Systemd = {
	readonly host: Host;
	readonly units: Record<string, FakeUnit>;
	/** Every change that was asked for: `restart rsyslog.service`. */
	readonly log: readonly string[];
	/** Units that go down when they are started. */
	readonly breaks: Set<string>;
};

const ran = (stdout: string, code = 0): Ran => ({code, stdout, stderr: ''});

export function withSystemd(base: Host, units: Record<string, FakeUnit>): Systemd {
	const log: string[] = [];
	const breaks = new Set<string>();
	const answer = ([verb, ...rest]: readonly string[]): Ran => {
		const name = rest.at(-1) ?? '';
		const unit = units[name];
		const state = !unit ? 'inactive' : unit.active ? 'active' : breaks.has(name) ? 'failed' : 'inactive';
		if (verb === 'is-active') return ran(`${state}\n`, state === 'active' ? 0 : 3);
		if (verb === 'is-enabled') return unit ? ran(unit.enabled ? 'enabled\n' : 'disabled\n') : ran('', 1);
		return ran(
			[
				`LoadState=${unit ? 'loaded' : 'not-found'}`,
				`ActiveState=${state}`,
				`UnitFileState=${unit ? (unit.enabled ? 'enabled' : 'disabled') : ''}`,
				'',
			].join('\n'),
		);
	};
	const change = ([verb = '', name = '']: readonly string[]): Ran => {
		const unit = units[name];
		if (!unit) throw new CommandFailed('systemctl', {...ran('', 5), stderr: `Unit ${name} not found.`});
		log.push(`${verb} ${name}`);
		if (verb === 'enable' || verb === 'disable') unit.enabled = verb === 'enable';
		else unit.active = verb !== 'stop' && !breaks.has(name);
		return ran('');
	};
	const host: Host = {
		...base,
		stat: async path =>
			path === '/run/systemd/system'
				? {kind: 'directory', size: 0, mode: 0o755, uid: 0, gid: 0}
				: base.stat(path),
		ask: async (command, args, options) =>
			command === 'systemctl' ? answer(args) : base.ask(command, args, options),
		run: async (command, args, options) =>
			command === 'systemctl' ? change(args) : base.run(command, args, options),
	};
	return {host, units, log, breaks};
}
