/** Files of groups with keys, as GKeyFile of GLib reads them; NetworkManager's profiles are such (nm-settings-keyfile(5)). */
import {WRITTEN} from '../../plan/written.ts';

/** What is left out when undefined. A list keeps its order. */
type Value = string | number | boolean | readonly string[] | undefined;

export type Group = {readonly name: string; readonly keys: Readonly<Record<string, Value>>};

const ESCAPES: Readonly<Record<string, string>> = {'\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t'};

/** "Key file format" of the GLib manual: blanks in front would be skipped, and these characters would end the value. */
const escaped = (text: string) =>
	text.replaceAll(/[\\\n\r\t]/g, each => ESCAPES[each] ?? each).replace(/^ +/, blanks => '\\s'.repeat(blanks.length));

function valueText(value: Exclude<Value, undefined>): string {
	if (typeof value === 'string') return escaped(value);
	if (typeof value !== 'object') return String(value);
	return value.map(item => `${escaped(item).replaceAll(';', String.raw`\;`)};`).join('');
}

/** The text of a file. A group may have no keys: `[bridge-port]` says what it says by being there. */
export function keyfile(groups: readonly Group[]): string {
	const parts = groups.map(({name, keys}) => {
		const lines = Object.entries(keys).flatMap(([key, value]) =>
			value === undefined || (Array.isArray(value) && value.length === 0) ? [] : [`${key}=${valueText(value)}`],
		);
		return [`[${name}]`, ...lines].join('\n');
	});
	return `# ${WRITTEN}\n\n${parts.join('\n\n')}\n`;
}
