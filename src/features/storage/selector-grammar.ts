/** The words of a disk selector, as text. What they match is in selector.ts. */
import type {Rule, Wrong} from '../../settings/setting.ts';

/** Buses that can be selected by name. `scsi` takes in Fibre Channel and iSCSI, which are SCSI to the kernel. */
export const BUSES = ['scsi', 'ata', 'usb', 'nvme', 'virtio', 'cciss'] as const;
export type SelectableBus = (typeof BUSES)[number];

const FIELDS = ['serial', 'wwn', 'model', 'path', 'bus'] as const;
const RANKINGS = ['smallest', 'largest', 'first', 'all'] as const;
export type Ranking = (typeof RANKINGS)[number];

/** One condition of a selector; all must hold. */
export type Term =
	| {readonly by: 'device' | 'serial' | 'wwn' | 'model' | 'path'; readonly value: string}
	| {readonly by: 'bus'; readonly value: SelectableBus}
	| {readonly by: 'ranking'; readonly value: Ranking};

export type Selector = {readonly terms: readonly Term[]};

const RIGHT = 'give one as in serial:S64GNX0T91, bus:nvme+largest or /dev/sda';

/** A plus sign separates only where a term begins after it: serial numbers and models may hold one. */
const SEPARATOR = /\+(?=\/dev\/|(?:serial|wwn|model|path|bus):|(?:smallest|largest|first|all)(?:\+|$))/;

/**
 * Reads a selector (settings.md, storage): terms joined by `+`.
 * @returns the terms, or what is wrong and what would be right
 */
export function parseSelector(text: string): Selector | {readonly wrong: Wrong} {
	if (/[\t\n]/.test(text)) return {wrong: {what: 'holds a tab or a line break', right: RIGHT}};
	const terms: Term[] = [];
	for (const word of text.split(SEPARATOR)) {
		const term = parseTerm(word);
		if ('wrong' in term) return term;
		terms.push(term);
	}
	const rankings = terms.filter(term => term.by === 'ranking');
	if (rankings.length > 1) {
		const words = rankings.map(term => term.value).join(' and ');
		return {wrong: {what: `says ${words} at once`, right: 'keep one of them'}};
	}
	return {terms};
}

function parseTerm(word: string): Term | {readonly wrong: Wrong} {
	const ranking = RANKINGS.find(name => name === word);
	if (ranking) return {by: 'ranking', value: ranking};
	if (word.startsWith('/dev/') && word.length > '/dev/'.length) return {by: 'device', value: word};

	const field = FIELDS.find(name => word.startsWith(`${name}:`));
	if (!field) return {wrong: {what: 'is not a disk selector', right: suggestion(word)}};
	const value = word.slice(field.length + 1).trim();
	if (value === '') return {wrong: {what: `says nothing after ${field}:`, right: `give ${field}:VALUE`}};
	if (field !== 'bus') return {by: field, value};
	const bus = BUSES.find(name => name === value);
	return bus
		? {by: 'bus', value: bus}
		: {wrong: {what: `names no bus with ${value}`, right: `give ${BUSES.join(', ')}`}};
}

/** `sda` and `nvme` are what people write first. */
function suggestion(word: string): string {
	if (BUSES.some(bus => bus === word)) return `give bus:${word}`;
	if (/^(?:[shv]d[a-z]+|xvd[a-z]+|nvme\d+n\d+|mmcblk\d+)$/.test(word)) return `give /dev/${word}`;
	return RIGHT;
}

/** True when the selector may match several disks. */
export function takesAll(selector: Selector): boolean {
	return selector.terms.some(term => term.by === 'ranking' && term.value === 'all');
}

/** For a list of disks. */
export const isSelector: Rule = text => {
	const selector = parseSelector(text);
	return 'wrong' in selector ? selector.wrong : undefined;
};

/** For the one disk the host boots from. */
export const isSelectorOfOne: Rule = text => {
	const selector = parseSelector(text);
	if ('wrong' in selector) return selector.wrong;
	return takesAll(selector)
		? {
				what: 'would match several disks',
				right: 'give a selector of one disk; all stands only in disks and appDisks',
			}
		: undefined;
};
