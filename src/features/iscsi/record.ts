/** The record of a target, as iscsiadm(8) keeps it: the login when the host starts is made from it. */
import {joinHostPort, splitHostPort} from '../../settings/rules.ts';
import type {WantedFile} from '../../plan/wanted.ts';
import type {Platform} from '../../platforms/platform.ts';
import {WRITTEN} from '../../plan/written.ts';

export type Login = {
	readonly portal: string;
	readonly target: string;
	readonly chapUser: string | undefined;
	readonly chapPassword: string | undefined;
};

/** RFC 7143 section 4.2.5. */
const PORT = 3260;

/** What a record calls the group of a portal that nobody discovered; its file then has no group in its name. */
const NO_GROUP = -1;

function placeOf(portal: string): {readonly address: string; readonly port: number} {
	const {host: address, port = PORT} = splitHostPort(portal) ?? {host: portal};
	return {address, port};
}

/** As iscsiadm takes a portal: `192.0.2.20:3260`, `[2001:db8::20]:3260`. */
export function portalArgument(portal: string): string {
	const {address, port} = placeOf(portal);
	return joinHostPort({host: address, port});
}

/**
 * A line holds all that follows its ` = `: names and CHAP texts have neither blanks nor control characters (rules.ts). iscsiadm takes
 * a password from its argument list only, so the record is written, not made by it. What is not said here has the default of open-iscsi.
 */
function linesOf({portal, target, chapUser, chapPassword}: Login): readonly string[] {
	const {address, port} = placeOf(portal);
	const chap =
		chapUser === undefined || chapPassword === undefined
			? ['node.session.auth.authmethod = None']
			: [
					'node.session.auth.authmethod = CHAP',
					`node.session.auth.username = ${chapUser}`,
					`node.session.auth.password = ${chapPassword}`,
				];
	return [
		`# ${WRITTEN}`,
		`node.name = ${target}`,
		`node.tpgt = ${NO_GROUP}`,
		'node.startup = automatic',
		'node.discovery_type = static',
		'iface.iscsi_ifacename = default',
		'iface.transport_name = tcp',
		`node.conn[0].address = ${address}`,
		`node.conn[0].port = ${port}`,
		...chap,
	];
}

/** A folder for each target, named after it; what iscsiadm made by itself lies there too. */
export const recordFolders = ({paths}: Platform): string => `${paths.iscsiRecords}/nodes`;

export function recordFile(login: Login, platform: Platform): WantedFile {
	const {address, port} = placeOf(login.portal);
	return {
		path: `${recordFolders(platform)}/${login.target}/${address},${port}`,
		text: linesOf(login)
			.map(line => `${line}\n`)
			.join(''),
		mode: 0o600,
	};
}
