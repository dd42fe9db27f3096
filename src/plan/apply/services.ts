/** Services of a section, by systemctl(1): what has to happen to each so that it is as wanted and has read what changed. */
import type {Host} from '../../host/host.ts';
import type {WantedService} from '../wanted.ts';

type Verb = 'enable' | 'disable' | 'start' | 'stop' | 'restart' | 'reload';

export type ServiceAct = {
	readonly verb: Verb;
	readonly unit: string;
	/** It runs before this, so it is to run again when the change is taken back. */
	readonly ran: boolean;
};

type UnitState = {readonly found: boolean; readonly enabled: boolean; readonly active: boolean};

/** States of unit files that nobody has to enable (systemctl(1), is-enabled). */
const ENABLED = /^(enabled|enabled-runtime|linked|linked-runtime|alias|static|indirect|generated|transient)$/;

/** A host that is not running has no active unit; its unit files are asked without a bus. */
async function unitState(host: Host, unit: string, booted: boolean): Promise<UnitState> {
	if (!booted) {
		const {code, stdout} = await host.ask('systemctl', ['is-enabled', unit]);
		const state = stdout.trim();
		return {found: code === 0 || state !== '', enabled: ENABLED.test(state), active: false};
	}
	const {stdout} = await host.ask('systemctl', ['show', '--property=LoadState,UnitFileState,ActiveState', unit]);
	const fields = new Map(stdout.split('\n').map(line => [line.split('=')[0] ?? '', line.split('=')[1] ?? '']));
	return {
		found: fields.get('LoadState') === 'loaded' || fields.get('LoadState') === 'masked',
		enabled: ENABLED.test(fields.get('UnitFileState') ?? ''),
		active: /^(active|activating|reloading)$/.test(fields.get('ActiveState') ?? ''),
	};
}

type About = {readonly booted: boolean; changed(service: WantedService): boolean};

function actsFor(service: WantedService, state: UnitState, {booted, changed}: About): readonly ServiceAct[] {
	const {unit} = service;
	const act = (verb: Verb): ServiceAct => ({verb, unit, ran: state.active});
	const told = booted && state.active && changed(service) ? [act(service.reload ? 'reload' : 'restart')] : [];
	switch (service.state) {
		case 'kept':
			return told;
		case 'off':
			return [...(state.enabled ? [act('disable')] : []), ...(state.active ? [act('stop')] : [])];
		case 'on':
			return [
				...(state.enabled ? [] : [act('enable')]),
				...(booted && !state.active ? [act('start')] : []),
				...told,
			];
	}
}

type Found = {readonly acts: readonly ServiceAct[]; readonly waits: readonly string[]; readonly problem?: string};

/** What systemctl has to do. A service that is to run and is not there is a problem; on a host that does not run it can wait. */
export async function findServiceActs(host: Host, services: readonly WantedService[], about: About): Promise<Found> {
	const acts: ServiceAct[] = [];
	const missing: string[] = [];
	for (const service of services) {
		const state = await unitState(host, service.unit, about.booted);
		if (state.found) acts.push(...actsFor(service, state, about));
		else if (service.state === 'on') {
			missing.push(`${service.unit} is not on this host; install the package ${service.package}.`);
		}
	}
	const [first] = missing;
	if (!about.booted || first === undefined) return {acts, waits: missing};
	return {acts, waits: [], problem: first};
}

/** Whether a unit runs now. */
export const isActive = async (host: Host, unit: string) => (await unitState(host, unit, true)).active;

/** For a person: `restart rsyslog.service`. */
export const actTitle = ({verb, unit}: ServiceAct) => `${verb} ${unit}`;

/** @throws {CommandFailed} */
export async function runAct(host: Host, {verb, unit}: ServiceAct): Promise<void> {
	await host.run('systemctl', [verb, unit]);
	if (verb === 'disable' || verb === 'stop' || verb === 'enable') return;
	// A service of Type=simple has started before it has read anything; is-active says what became of it.
	const {stdout} = await host.ask('systemctl', ['is-active', unit]);
	if (stdout.trim() === 'failed') throw new Error(`${unit} did not stay up after ${verb}`);
}

const BACK: Readonly<Record<Verb, Verb>> = {
	enable: 'disable',
	disable: 'enable',
	start: 'stop',
	stop: 'start',
	restart: 'restart',
	reload: 'restart',
};

/** The opposite of an act, once the old files are back. @throws {CommandFailed} */
export async function takeBack(host: Host, act: ServiceAct): Promise<void> {
	await host.run('systemctl', [BACK[act.verb], act.unit]);
}
