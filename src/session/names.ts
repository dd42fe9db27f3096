/** Finding a setting by the name a person typed, and what to say when there is none. */
import {features} from '../features/index.ts';
import {suggestion} from '../settings/near.ts';
import {allSettings, settingNamed} from '../settings/section.ts';
import type {AnySetting} from '../settings/setting.ts';

export {suggestion};

/** The setting of this full name, or a sentence with the name that was probably meant. */
export function findSetting(name: string): {readonly setting: AnySetting} | {readonly problem: string} {
	const setting = settingNamed(features, name);
	if (setting) return {setting};
	const names = [...allSettings(features)].map(known => known.name);
	const near = suggestion(name, names);
	const right = near === undefined ? 'hostwright reference lists them all' : `did you mean ${near}?`;
	return {problem: `"${name}" is not a setting; ${right}`};
}
