/** oVirt Node's words about crash dumps (facts/ovirt-node.md 1.7). As for every setting, the last word on the line names the target. */
import type {Legacy, LegacyKey, Line} from '../feature.ts';
import {needsValue, notAFlag, readFlag, takesText} from '../legacy-word.ts';

const TARGET_WORDS = ['kdump_nfs', 'kdump_ssh', 'kdump_local', 'disable_kdump', 'hostwright.kdump.target'];

/** An empty word takes its value back, and the target with it unless another word of the line names one. */
const removed = (word: string, line: Line, own: Readonly<Record<string, string>> = {}): Legacy => {
	const others = TARGET_WORDS.some(other => other !== word && line.all(other).some(value => value !== ''));
	return {settings: {...own, ...(others ? {} : {'kdump.target': ''})}};
};

const targetKey = (
	word: string,
	target: 'nfs' | 'ssh',
	words: {readonly grammar: string; readonly help: string; readonly example: string},
): LegacyKey => ({
	grammar: words.grammar,
	help: words.help,
	read(value, line) {
		if (value === undefined) return needsValue(word, words.example);
		if (value === '') return removed(word, line, {[`kdump.${target}`]: ''});
		const text = target === 'ssh' ? value.replace(/@\[([^\]]*)\]$/, '@$1') : value;
		return {settings: {'kdump.target': target, [`kdump.${target}`]: text}};
	},
});

function readDisable(value: string | undefined, line: Line): Legacy {
	if (value === '') return removed('disable_kdump', line);
	const on = readFlag(value);
	if (on === undefined) return notAFlag('disable_kdump', value ?? '');
	if (on) return {settings: {'kdump.target': 'off'}};
	return {
		warnings: [`"disable_kdump=${value}" is taken as off; oVirt Node took it for on, so leave the word out.`],
	};
}

function readLocal(value: string | undefined, line: Line): Legacy {
	if (value === '') return removed('kdump_local', line);
	const on = readFlag(value);
	if (on === undefined) return notAFlag('kdump_local', value ?? '');
	const warnings = [
		'"kdump_local" was used from May to July 2014 only; leave it out: dumps stay on the host anyway.',
	];
	return {...(on ? {settings: {'kdump.target': 'local'}} : {}), warnings};
}

/** The kernel takes one word for high memory and one for low: both are kept, in whatever order. */
function readCrashkernel(value: string | undefined, line: Line): Legacy {
	if (value === undefined) return needsValue('crashkernel', '256M');
	if (value.toLowerCase() === 'auto') {
		const warning = '"crashkernel=auto" is what hostwright does by itself; leave the word out.';
		return {settings: {'kdump.crashkernel': ''}, warnings: [warning]};
	}
	const last = (kind: string) => line.all('crashkernel').findLast(word => word?.toLowerCase().endsWith(kind));
	const [high, low] = [last(',high'), last(',low')];
	const isHalf = /,(high|low)$/i.test(value);
	return {
		settings: {'kdump.crashkernel': isHalf && high !== undefined && low !== undefined ? `${high} ${low}` : value},
	};
}

export const kdumpLegacy: Readonly<Record<string, LegacyKey>> = {
	kdump_nfs: targetKey('kdump_nfs', 'nfs', {
		grammar: 'HOST:/PATH',
		help: 'Crash dumps go to this NFS export.',
		example: 'files.example.org:/var/crash',
	}),
	kdump_ssh: targetKey('kdump_ssh', 'ssh', {
		grammar: 'USER@HOST',
		help: 'Crash dumps go to this login over SSH.',
		example: 'kdump@files.example.org',
	}),
	kdump_ssh_key: takesText('kdump_ssh_key', 'kdump.sshKey', {
		grammar: 'URL|PATH',
		help: 'The private key of that login, by https URL or path.',
		example: 'https://keys.example.org/kdump',
	}),
	kdump_local: {grammar: '[=FLAG]', help: 'Crash dumps stay on the host.', read: readLocal},
	disable_kdump: {grammar: '[=FLAG]', help: 'No crash dumps are kept.', read: readDisable},
	crashkernel: {
		grammar: 'SIZE|RANGE:SIZE[,RANGE:SIZE...]',
		help: 'How much memory is set aside for the kernel that writes the dump.',
		read: readCrashkernel,
	},
};
