/** Keyboard layouts the host can load. */
import type {Host} from '../host/host.ts';
import {mapWide, namesIn, textOf} from './asking.ts';

/** Where EL and Debian keep console keymaps, some folders deep. */
const roots = ['/usr/lib/kbd/keymaps', '/usr/share/kbd/keymaps', '/usr/share/keymaps'];

/** For a host whose keymaps we cannot find: the layouts every one of them has. */
const usual = 'us uk de fr es it pt br cz dk fi hu jp nl no pl ru se sk tr'.split(' ');

/** Names for loadkeys(1), sorted, `us` first: what everybody can fall back to. */
export async function probeLayouts(host: Host): Promise<readonly string[]> {
	const keymaps = (await mapWide(roots, root => keymapsBelow(host, root, 3))).flat();
	const found = keymaps.length > 0 ? keymaps : await xkbLayouts(host);
	const sorted = [...new Set(found.length > 0 ? found : usual)].sort();
	return ['us', ...sorted.filter(name => name !== 'us')];
}

async function keymapsBelow(host: Host, folder: string, depth: number): Promise<readonly string[]> {
	const names = await namesIn(host, folder);
	const maps = names.flatMap(name => /^(.+?)\.k?map(\.gz)?$/.exec(name)?.[1] ?? []);
	const folders = depth === 0 ? [] : names.filter(name => !name.includes('.') && name !== 'include');
	const below = await mapWide(folders, name => keymapsBelow(host, `${folder}/${name}`, depth - 1));
	return [...maps, ...below.flat()];
}

/** The `! layout` section of X's list: one name and one description a line. */
async function xkbLayouts(host: Host): Promise<readonly string[]> {
	const text = await textOf(host, '/usr/share/X11/xkb/rules/base.lst');
	const section = text.split(/^! /m).find(part => part.startsWith('layout'));
	const lines = section?.split('\n').slice(1) ?? [];
	return lines.map(line => line.trim().split(/\s/)[0] ?? '').filter(name => name !== '' && name !== 'custom');
}
