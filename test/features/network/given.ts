/** Values and hosts for the tests of the network. */
import type {Network} from '../../../src/features/network/check.ts';
import {settings} from '../../../src/features/network/settings.ts';
import type {Rendering} from '../../../src/features/feature.ts';
import type {WantedFile} from '../../../src/plan/wanted.ts';
import {debian} from '../../../src/platforms/debian.ts';
import {el} from '../../../src/platforms/el.ts';
import {machineWith} from '../gathered.ts';

export type Texts = {readonly [K in keyof typeof settings]?: string};

/** What the settings make of texts; the defaults for the others. @throws {Invalid} */
export function valuesOf(texts: Texts): Network {
	const entries = Object.entries(settings).map(([name, setting]) => {
		const text = texts[name as keyof Texts] ?? ('default' in setting ? setting.default : undefined);
		return [name, text === undefined ? undefined : setting.parse(text)];
	});
	return Object.fromEntries(entries) as Network;
}

export const ENO1 = {name: 'eno1', mac: '52:54:00:12:34:56'};
export const ENO2 = {name: 'eno2', mac: '52:54:00:12:34:57', link: 'down' as const};
export const SEED = '0123456789abcdef0123456789abcdef';

export const PLATFORMS = [debian, el];
export const RENDERERS = ['networkmanager', 'networkd'] as const;

/** A host with two interfaces. */
export function rendering(change: Partial<Rendering> = {}): Rendering {
	const {nics, memory} = machineWith(ENO1, ENO2);
	return {
		...{platform: debian, nics, memory, renderer: 'networkmanager', carried: {}, seed: SEED},
		has: () => true,
		fetched: () => undefined,
		...change,
	};
}

/** What a file says once it is written; `now` is what it said before. Undefined when there is none then. */
export function textIn(file: WantedFile, now?: string): string | undefined {
	if ('text' in file) return file.text;
	return 'edit' in file ? file.edit(now) : undefined;
}

/** Texts by path, of files that are there afterwards. */
export const textsOf = (files: readonly WantedFile[]): ReadonlyMap<string, string> =>
	new Map(
		files.flatMap(file => {
			const text = textIn(file);
			return text === undefined ? [] : [[file.path, text] as const];
		}),
	);
