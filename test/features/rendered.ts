/** What a section wants of a host, from the texts of its settings; and a scratch root that the engine makes so. */
import type {Feature, Rendering} from '../../src/features/feature.ts';
import {features} from '../../src/features/index.ts';
import type {Host} from '../../src/host/host.ts';
import {findChanges} from '../../src/plan/apply/changes.ts';
import {makeChanges} from '../../src/plan/apply/make-changes.ts';
import type {Wanted, WantedFile} from '../../src/plan/wanted.ts';
import {debian} from '../../src/platforms/debian.ts';
import {el} from '../../src/platforms/el.ts';
import type {Platform} from '../../src/platforms/platform.ts';
import {gather, valuesOf} from '../../src/session/answers.ts';
import type {Answers} from '../../src/settings/answers.ts';

export const PLATFORMS: ReadonlyArray<[string, Platform]> = [
	['Debian', debian],
	['EL', el],
];

export type About = Partial<Omit<Rendering, 'fetched'>> & {
	/** What URLs led to. */
	readonly texts?: Readonly<Record<string, string>>;
};

/** @param texts short names of settings to their texts; a text that does not parse fails the test */
export function wantedOf(feature: Feature, texts: Readonly<Record<string, string>>, about: About = {}): Wanted {
	const answers = new Map(
		Object.entries(texts).map(([short, text]) => {
			feature.settings[short]?.parse(text);
			const name = `${feature.name}.${short}`;
			return [name, {setting: name, text, source: {rank: 'typed' as const, name: 'typed here'}, overrode: []}];
		}),
	);
	return renderedBy(feature, answers, about);
}

/** @param line of the kernel; the answers it comes to, warnings or not */
export const wantedBy = (feature: Feature, line: string, about: About = {}): Wanted =>
	renderedBy(feature, gather({features, cmdline: line, configs: []}).answers, about);

/** The URLs whose text a section asks for. */
export const urlsBy = (feature: Feature, line: string): readonly string[] =>
	feature.fetches?.(valuesOf(feature, gather({features, cmdline: line, configs: []}).answers)) ?? [];

function renderedBy(feature: Feature, answers: Answers, about: About): Wanted {
	const wanted = feature.render?.(valuesOf(feature, answers), rendering(about));
	if (!wanted) throw new Error(`${feature.name} renders nothing`);
	return wanted;
}

/** A host with every part there is, where no URL leads anywhere. */
export function rendering({texts = {}, ...rest}: About = {}): Rendering {
	return {
		platform: debian,
		nics: [],
		memory: 8 * 1024 ** 3,
		renderer: 'networkmanager',
		carried: {},
		has: () => true,
		seed: '0123456789abcdef0123456789abcdef',
		...rest,
		fetched: url => texts[url],
	};
}

/** The file at a path, however it is given; fails the test when nobody wants it. */
export function fileAt({files}: Wanted, path: string): WantedFile {
	const found = files.find(file => file.path === path);
	if (!found) throw new Error(`nobody wants ${path}, but ${files.map(file => file.path).join(', ')}`);
	return found;
}

/** The text of a file: whole, or what an edit makes of `now`. Undefined for no file. */
export function textAt(wanted: Wanted, path: string, now?: string): string | undefined {
	const file = fileAt(wanted, path);
	if ('text' in file) return file.text;
	return 'edit' in file ? file.edit(now) : undefined;
}

/** The text of a file that is wholly ours. */
export function wholeAt(wanted: Wanted, path: string): string {
	const file = fileAt(wanted, path);
	if ('text' in file) return file.text;
	throw new Error(`${path} is wanted, but not as a whole text`);
}

/** Makes the host so, by the engine itself. @throws {Error} with the sentence of whoever refuses */
export async function make(host: Host, wanted: Wanted): Promise<void> {
	await makeChanges(host, await findChanges(host, wanted, []));
}
