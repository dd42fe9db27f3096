/** Rules over several values of the iscsi section. */
import type {Finding} from '../feature.ts';

type Iscsi = {
	readonly portal: string | undefined;
	readonly target: string | undefined;
	readonly device: string | undefined;
	readonly root: boolean;
	readonly chapUser: string | undefined;
	readonly chapPassword: string | undefined;
};

/** What the disk is found by. */
function checkTarget({portal, target, device, root}: Iscsi): readonly Finding[] {
	const findings: Finding[] = [];
	if (portal === undefined && (root || target !== undefined)) {
		const who = root ? 'An install onto an iSCSI disk' : `The target "${target}"`;
		findings.push({
			setting: 'portal',
			message: `${who} needs its server; give iscsi.portal, as in san.example.org.`,
		});
	}
	if (target === undefined && root) {
		const message =
			'An install onto an iSCSI disk needs a target; give iscsi.target, as in iqn.2026-11.org.example:lun1.';
		findings.push({setting: 'target', message});
	}
	if (device !== undefined && !root) {
		const message = `"${device}" is used only when the host is installed onto it; leave iscsi.device out.`;
		findings.push({setting: 'device', level: 'warning', message});
	}
	return findings;
}

/** Bytes below which CHAP is guessed too easily (RFC 7143 section 9.2.1: 96 bits). */
const SHORTEST = 12;

function checkChap({portal, chapUser, chapPassword}: Iscsi): readonly Finding[] {
	const findings: Finding[] = [];
	if (chapUser !== undefined && chapPassword === undefined) {
		const message = `The CHAP user "${chapUser}" has no password; give iscsi.chapPassword, or leave iscsi.chapUser out.`;
		findings.push({setting: 'chapPassword', message});
	}
	if (chapUser === undefined && chapPassword !== undefined) {
		const message = 'The CHAP password has no user; give iscsi.chapUser, or leave iscsi.chapPassword out.';
		findings.push({setting: 'chapUser', message});
	}
	if (chapPassword !== undefined && chapPassword.length < SHORTEST) {
		const message = `The CHAP password has fewer than ${SHORTEST} characters, which many targets refuse; give a longer one.`;
		findings.push({setting: 'chapPassword', level: 'warning', message});
	}
	if (chapUser !== undefined && chapPassword !== undefined && portal === undefined) {
		const message = `The CHAP user "${chapUser}" is used nowhere, because no server is given; give iscsi.portal.`;
		findings.push({setting: 'portal', level: 'warning', message});
	}
	return findings;
}

export const checkIscsi = (values: Iscsi): readonly Finding[] => [...checkTarget(values), ...checkChap(values)];
