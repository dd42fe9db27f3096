/** Rules over several sections: what only the whole of the answers shows. */
import type {Feature} from '../features/feature.ts';
import type {Answers, Problem} from '../settings/answers.ts';
import {textOf} from '../settings/answers.ts';
import {canonical, settingNamed} from '../settings/section.ts';

type Context = {readonly features: readonly Feature[]; readonly disk?: 'file' | 'device' | undefined};

/** The text in force, as its codec writes it; the built-in default when nobody answered. */
function inForce(answers: Answers, features: readonly Feature[], name: string): string | undefined {
	const setting = settingNamed(features, name);
	const text = textOf(answers, name) ?? setting?.default;
	return setting && text !== undefined ? canonical(setting, text) : undefined;
}

const problem = (level: Problem['level'], message: string): Problem => ({
	setting: '',
	text: '',
	source: '',
	level,
	message,
});

/** An unattended host that nobody can log in to is a brick; one without a console password is worth a word. */
function canLogIn(answers: Answers): Problem[] {
	const has = (name: string) => textOf(answers, name) !== undefined;
	if (has('access.adminPassword')) return [];
	const about = {setting: 'access.adminPassword'};
	return has('access.sshKeys') || has('engine.server')
		? [{...problem('warning', 'nobody can log in at the console: access.adminPassword is not given'), ...about}]
		: [
				{
					...problem(
						'error',
						'nobody could log in to this host: give access.adminPassword (a hash, made with: openssl passwd -6), access.sshKeys or engine.server',
					),
					...about,
				},
			];
}

/** What nobody is there to be asked for. */
function isAnswered(answers: Answers, disk: Context['disk']): Problem[] {
	const has = (name: string) => textOf(answers, name) !== undefined;
	const found: Problem[] = [];
	if (!has('storage.bootDisk') && disk === undefined) {
		const message =
			'an unattended install needs a disk and nobody is there to choose one: give storage.bootDisk, as in serial:S64GNX0T91';
		found.push({...problem('error', message), setting: 'storage.bootDisk'});
	}
	if (!has('network.interface') && !has('network.bond')) {
		const message =
			'no management interface is given, so the host comes up without a network: give network.interface, as in 52:54:00:12:34:56';
		found.push({...problem('warning', message), setting: 'network.interface'});
	}
	return found;
}

/** Every dump is written to DATA first (design section 6); whoever asked for one by name must know that it has no place. */
function dumpsHavePlace(answers: Answers, features: readonly Feature[]): Problem[] {
	const target = inForce(answers, features, 'kdump.target');
	if (target === 'off' || inForce(answers, features, 'storage.dataSize') !== '0') return [];
	const asked = textOf(answers, 'kdump.target') !== undefined;
	const message = asked
		? `crash dumps cannot go to "${target}" while storage.dataSize is 0, because they are written to /data first: give a size, or kdump.target=off`
		: 'no crash dump is kept while storage.dataSize is 0, because dumps are written to /data first: give kdump.target=off, or a size';
	return [{...problem(asked ? 'error' : 'warning', message), setting: 'kdump.target'}];
}

/** Nobody is there to compare the fingerprint of an engine with the one on its console. */
function engineIsKnown(answers: Answers, features: readonly Feature[]): Problem[] {
	const server = textOf(answers, 'engine.server');
	const isKnown =
		textOf(answers, 'engine.fingerprint') !== undefined ||
		inForce(answers, features, 'engine.trust') === 'system' ||
		inForce(answers, features, 'engine.insecure') === 'yes';
	if (server === undefined || isKnown) return [];
	const message = `nobody is there to approve the certificate of "${server}": give engine.fingerprint, engine.trust=system or engine.insecure=yes`;
	return [{...problem('error', message), setting: 'engine.fingerprint'}];
}

/** What an unattended run lacks; an upgrade keeps what the host has. */
function unattended(answers: Answers, {features, disk}: Context): Problem[] {
	if (inForce(answers, features, 'lifecycle.unattended') !== 'yes') return [];
	const action = inForce(answers, features, 'lifecycle.action');
	if (action === 'upgrade' || action === 'uninstall') return [];
	return [...isAnswered(answers, disk), ...canLogIn(answers), ...engineIsKnown(answers, features)];
}

/** Every rule over several sections. Settings no feature declares (yet) are never missed. */
export function acrossSections(answers: Answers, context: Context): Problem[] {
	const declared = (name: string) => settingNamed(context.features, name) !== undefined;
	return [...dumpsHavePlace(answers, context.features), ...unattended(answers, context)].filter(({setting}) =>
		declared(setting),
	);
}
