/** What shells and services find in their environment. */
import type {WantedFile} from '../../plan/wanted.ts';
import {WRITTEN} from '../../plan/written.ts';

/** Bit 57 is what the processor says of its AES instructions (OPENSSL_ia32cap(3)); a processor of another kind has no such bit. */
const WITHOUT_AES_NI = 'OPENSSL_ia32cap=~0x200000000000000';

export type Environment = {
	readonly disableAesNi: boolean;
	/** Minutes; 0 is never. */
	readonly idleLogout: number;
};

const PROFILE = '/etc/profile.d/hostwright.sh';

/** Read by systemd when it is reloaded, and given to every service that starts afterwards (systemd-system.conf(5)). */
export const MANAGER = '/etc/systemd/system.conf.d/hostwright.conf';

const ours = (path: string, lines: readonly string[]): WantedFile =>
	lines.length === 0 ? {path, absent: true} : {path, text: [`# ${WRITTEN}`, ...lines, ''].join('\n')};

/** For login shells of every kind, so in the words of sh(1); a shell waits TMOUT seconds at its prompt. */
export const profileFile = ({disableAesNi, idleLogout}: Environment): WantedFile =>
	ours(PROFILE, [
		...(idleLogout > 0 ? [`TMOUT=${idleLogout * 60}`, 'export TMOUT'] : []),
		...(disableAesNi ? [WITHOUT_AES_NI, 'export OPENSSL_ia32cap'] : []),
	]);

export const managerFile = ({disableAesNi}: Environment): WantedFile =>
	ours(MANAGER, disableAesNi ? ['[Manager]', `DefaultEnvironment=${WITHOUT_AES_NI}`] : []);
