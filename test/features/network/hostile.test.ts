/** The hostile texts that settings of the network take end as one value in one place of a file, and nothing of them is read as more. */
import fc from 'fast-check';
import {afterAll, describe, expect, it} from 'vitest';
import {render} from '../../../src/features/network/render.ts';
import {settings} from '../../../src/features/network/settings.ts';
import type {Rendering} from '../../../src/features/feature.ts';
import {hostileFor} from '../../hostile.ts';
import {RENDERERS, rendering, textsOf, valuesOf, type Texts} from './given.ts';

type Name = keyof typeof settings;
const names = Object.keys(settings) as readonly Name[];

/** Settings that make every other one count. */
const ALL: Texts = {
	...{hostname: 'h.example.org', vlan: '20', mtu: '9000', dns: '192.0.2.53', search: 'example.org'},
	...{ipv4: 'static', address: '192.0.2.10/24', gateway: '192.0.2.1'},
	...{ipv6: 'static', address6: '2001:db8::10/64', gateway6: '2001:db8::1'},
};
const BASES: readonly Texts[] = [
	{...ALL, interface: 'eno1'},
	{...ALL, bond: 'bond0', bondPorts: 'eno1,eno2', bridge: 'br0'},
];

const filesOf = (texts: Texts, renderer: Rendering['renderer']) =>
	textsOf(render(valuesOf(texts), rendering({renderer})).files);

/** What stands at the beginning of a line: a key, a group, or a first word; a line that is all value has no place of its own. */
const placeOf = (line: string, value: string) => (line === value ? '' : /^(\[.*\]|[^=]*=|\S*)/.exec(line)?.[1]);

/** Every place of every file that something is said in. */
const placesOf = (files: ReadonlyMap<string, string>, value: string) =>
	new Set([...files].flatMap(([file, text]) => text.split('\n').map(line => `${file} ${placeOf(line, value)}`)));

/** What these take decides which files and places there are: closed lists, kinds of interfaces, families of addresses. */
const DECIDING: readonly Name[] = ['layout', 'ipv4', 'ipv6', 'interface', 'bondPorts', 'bondOptions', 'dns'];
/** In hosts the address is the place. */
const PLACES: readonly Name[] = ['address', 'address6'];

const isTaken = (name: Name, text: string) => {
	try {
		settings[name].parse(text);
		return true;
	} catch {
		return false;
	}
};

let taken = 0;

describe.each(names.map(name => ({name})))('network.$name', ({name}) => {
	const isPlain = ![...DECIDING, ...PLACES].includes(name);
	const good = settings[name].example ?? settings[name].default ?? '';

	it('keeps what it takes in its place', () => {
		fc.assert(
			fc.property(
				hostileFor(settings[name]),
				fc.constantFrom(...BASES),
				fc.constantFrom(...RENDERERS),
				(text, base, by) => {
					if (!isTaken(name, text)) return;
					taken += 1;
					const files = filesOf({...base, [name]: text}, by);
					for (const content of files.values()) expect(content).toMatch(/^[\n\u0020-\u007e]*$/);
					if (isPlain)
						expect(placesOf(files, text)).toEqual(placesOf(filesOf({...base, [name]: good}, by), good));
				},
			),
			{numRuns: 300},
		);
	});
});

afterAll(() => expect(taken).toBeGreaterThan(500));
