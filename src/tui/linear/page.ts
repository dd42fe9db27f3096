/** What of a page was said and asked already. A page that changes says only what is new; one that comes back says all. Pure. */
import type {Item} from './items.ts';

export type Progress = {
	/** The first line of the page; another one means another page. */
	readonly title: string;
	readonly said: ReadonlySet<string>;
	readonly asked: ReadonlySet<string>;
};

export const NOTHING: Progress = {title: '', said: new Set(), asked: new Set()};

export type Next = {
	/** Texts to print now. */
	readonly texts: readonly string[];
	/** The control to ask then; undefined at the end of the page. */
	readonly ask: string | undefined;
	readonly progress: Progress;
};

const titleOf = (items: readonly Item[]) => items.find(item => item.kind === 'text')?.text ?? '';

/** Forgets what is no longer there, so that it is said and asked again when it returns. */
function remaining(progress: Progress, items: readonly Item[]): Progress {
	const title = titleOf(items);
	if (title !== progress.title) return {...NOTHING, title};
	const texts = new Set(items.flatMap(item => (item.kind === 'text' ? [item.text] : [])));
	const ids = new Set(items.flatMap(item => (item.kind === 'control' ? [item.id] : [])));
	const kept = (all: ReadonlySet<string>, now: ReadonlySet<string>) => new Set([...all].filter(one => now.has(one)));
	return {title, said: kept(progress.said, texts), asked: kept(progress.asked, ids)};
}

/** What to say and ask next. `open` holds the ids of controls that can be asked. */
export function nextOf(before: Progress, items: readonly Item[], open: ReadonlySet<string>): Next {
	const progress = remaining(before, items);
	const at = items.findIndex(item => item.kind === 'control' && open.has(item.id) && !progress.asked.has(item.id));
	const reached = at === -1 ? items : items.slice(0, at);
	const texts = [...new Set(reached.flatMap(item => (item.kind === 'text' ? [item.text] : [])))].filter(
		text => !progress.said.has(text),
	);
	const item = items[at];
	return {
		texts,
		ask: item?.kind === 'control' ? item.id : undefined,
		progress: {...progress, said: new Set([...progress.said, ...texts])},
	};
}

export function withAsked(progress: Progress, id: string): Progress {
	return {...progress, asked: new Set([...progress.asked, id])};
}

export function withoutAsked(progress: Progress, ids: readonly string[]): Progress {
	return {...progress, asked: new Set([...progress.asked].filter(id => !ids.includes(id)))};
}
