/** The pages of a program, beside the page that is shown: Up and Down show the next one, Enter goes into it. */
import {Text} from 'ink';
import {fit} from '../../terminal/cell-width.ts';
import type {Key} from '../../terminal/key.ts';
import {Control} from '../focus.tsx';
import {marks, MENU_WIDTH} from '../theme.ts';

export type MenuItem = {
	readonly key: string;
	readonly title: string;
	/** One character behind the title: `*` for a page with changes. */
	readonly mark?: string | undefined;
	/** The mark in words, for linear mode. */
	readonly words?: string | undefined;
};

export type MenuProps = {
	readonly id: string;
	readonly items: readonly MenuItem[];
	/** Key of the page that is shown. */
	readonly current: string;
	/** Another page is to be shown. */
	readonly onChange: (key: string) => void;
	/** Into the page that is shown. */
	readonly onOpen: () => void;
	/** The question of linear mode. */
	readonly label: string;
	readonly provenance?: string | undefined;
};

const labelOf = ({title, words}: MenuItem) => (words === undefined ? title : `${title} (${words})`);

/** Where a key leads from the item at `at`; undefined when it leads nowhere. */
export function menuTarget(items: readonly MenuItem[], at: number, {name, text}: Key): number | undefined {
	const last = items.length - 1;
	switch (name) {
		case 'up':
			return Math.max(0, at - 1);
		case 'down':
			return Math.min(last, at + 1);
		case 'home':
			return 0;
		case 'end':
			return last;
		default: {
			if (text.trim() === '') return undefined;
			const order = items.map((_, index) => (at + 1 + index) % items.length);
			return order.find(index => items[index]?.title.toLowerCase().startsWith(text.toLowerCase()));
		}
	}
}

export function Menu({id, items, current, onChange, onOpen, label, provenance}: MenuProps) {
	const at = items.findIndex(({key}) => key === current);
	const onKey = (key: Key): boolean => {
		if (key.name === 'enter' || key.name === 'right') {
			onOpen();
			return true;
		}
		const to = items[menuTarget(items, at, key) ?? -1];
		if (to && to.key !== current) onChange(to.key);
		return to !== undefined;
	};
	return (
		<Control
			id={id}
			provenance={provenance}
			onKey={onKey}
			ask={() => ({
				label,
				kind: 'one',
				options: items.map(item => ({value: item.key, label: labelOf(item)})),
				current,
				keep() {
					onChange(current);
					onOpen();
				},
				answer(key) {
					onChange(key);
					onOpen();
				},
			})}
		>
			{focused =>
				items.map(({key, title, mark = ' '}) => {
					const on = key === current;
					return (
						<Text key={key} wrap="truncate">
							{on ? (focused ? marks.focus : marks.rule) : ' '}{' '}
							<Text inverse={on && focused}>{title}</Text>
							{fit('', MENU_WIDTH - 3 - title.length)}
							{mark}
						</Text>
					);
				})
			}
		</Control>
	);
}
