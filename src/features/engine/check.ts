/** Rules over several values of the engine section. Who registers unattended is judged with the whole of the answers. */
import type {Finding} from '../feature.ts';

type Engine = {
	readonly server: string | undefined;
	readonly port: number;
	readonly fingerprint: string | undefined;
	readonly rootPassword: string | undefined;
	readonly insecure: boolean;
	readonly trust: 'pin' | 'system';
};

const warning = (setting: string, message: string): Finding => ({setting, level: 'warning', message});

/** What says something about an engine that nobody named. */
function withoutServer({fingerprint, rootPassword, insecure}: Engine): readonly Finding[] {
	const nobody = 'is given, but no engine; give engine.server, or leave it out.';
	return [
		...(fingerprint === undefined ? [] : [warning('fingerprint', `The fingerprint "${fingerprint}" ${nobody}`)]),
		...(rootPassword === undefined ? [] : [warning('rootPassword', `A password for the engine ${nobody}`)]),
		...(insecure ? [warning('insecure', `Trust in any certificate ${nobody}`)] : []),
	];
}

export function checkEngine(values: Engine): readonly Finding[] {
	const {server, port, fingerprint, insecure, trust} = values;
	if (server === undefined) return withoutServer(values);
	const findings: Finding[] = [];
	if (port === 8443)
		findings.push(warning('port', 'Port 8443 was used by engine 3.0 and older; current engines use 443.'));
	if (insecure && (fingerprint !== undefined || trust === 'system')) {
		const what = fingerprint === undefined ? 'engine.trust=system' : 'a fingerprint';
		findings.push({
			setting: 'insecure',
			message: `"yes" trusts anybody and stands beside ${what}; leave one of them out.`,
		});
	}
	return findings;
}
