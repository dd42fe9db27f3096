/** oVirt Node's words about the engine (facts/ovirt-node.md 1.8). */
import {hostPort, splitHostPort} from '../../settings/rules.ts';
import type {Legacy, LegacyKey, Line} from '../feature.ts';
import {endsLikePort, needsValue, takesText} from '../legacy-word.ts';

/** The ancestor's spellings; the two without the second e are no typing errors of ours. */
const SERVER_WORDS = ['management_server', 'managment_server', 'ovirt_managment_server'];

function readServer(word: string, value: string | undefined): Legacy {
	if (value === undefined) return needsValue(word, 'engine.example.org');
	const found = splitHostPort(value);
	if (!found) {
		const wrong = value === '' || value.includes('://') || !value.includes(':') ? undefined : hostPort(value);
		if (wrong) return {errors: [`"${word}=${value}" ${wrong.what}; ${wrong.right}.`]};
		return {settings: {'engine.server': value}};
	}
	const warnings = endsLikePort(word, value, ['443', '8443']);
	return {
		settings: {
			'engine.server': found.host,
			...(found.port === undefined ? {} : {'engine.port': String(found.port)}),
		},
		...(warnings.length > 0 ? {warnings} : {}),
	};
}

/** The ancestor left this word alone when the server's had a port; here the later one counts, as for every setting. */
function readPort(value: string | undefined, line: Line): Legacy {
	if (value === undefined) return needsValue('management_port', '443');
	const servers = SERVER_WORDS.flatMap(word => line.all(word).map(text => ({word, text: text ?? ''})));
	const other = servers.find(({text}) => String(splitHostPort(text)?.port ?? value) !== value);
	const warnings = other
		? [
				`"management_port=${value}" and ${other.word}=${other.text} name different ports; the later word counts, where oVirt Node took the port of the server.`,
			]
		: [];
	return {settings: {'engine.port': value}, ...(warnings.length > 0 ? {warnings} : {})};
}

const serverKey = (word: string, help: string): LegacyKey => ({
	grammar: 'HOST[:PORT]|[IPV6]:PORT',
	help,
	read: value => readServer(word, value),
});

const passwordKey = (word: string, help: string): LegacyKey =>
	takesText(word, 'engine.rootPassword', {
		grammar: 'CRYPT_HASH',
		help,
		example: `$6$SALT$HASH, in single quotes: '${word}=$6$SALT$HASH'`,
	});

export const engineLegacy: Readonly<Record<string, LegacyKey>> = {
	management_server: serverKey('management_server', 'The engine the host registers with.'),
	managment_server: serverKey('managment_server', 'The same, as it was spelt.'),
	ovirt_managment_server: serverKey('ovirt_managment_server', 'The same, as it was spelt.'),
	management_port: {grammar: 'PORT', help: 'The HTTPS port of the engine.', read: readPort},
	management_server_fingerprint: takesText('management_server_fingerprint', 'engine.fingerprint', {
		grammar: 'FINGERPRINT',
		help: "The SHA-1 or SHA-256 fingerprint of the engine's CA.",
		example: '12:34:56:78:9A:BC:DE:F0:12:34:56:78:9A:BC:DE:F0:12:34:56:78',
	}),
	rhevm_admin_password: passwordKey(
		'rhevm_admin_password',
		'Password hash of root, by which an engine may add the host.',
	),
	engine_admin_password: passwordKey('engine_admin_password', 'Another name of "rhevm_admin_password".'),
};
