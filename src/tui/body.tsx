/**
 * The page between the rules, or a question under it. One that is too long moves so that the focused control is seen; Page keys
 * look further.
 */
import {Box, type DOMElement} from 'ink';
import {use, useLayoutEffect, useRef, useState, type ReactNode} from 'react';
import {RegistryContext, useKeysEverywhere} from './focus.tsx';
import {heightOf, offsetShowing, spanWithin} from './scroll.ts';

export type More = {readonly above: boolean; readonly below: boolean};

type BodyProps = {
	readonly children: ReactNode;
	readonly onMore: (more: More) => void;
	/** As high as what it shows, where there is room for it; else as high as there is room. */
	readonly tight?: boolean | undefined;
};

export function Body({children, onMore, tight = false}: BodyProps) {
	const registry = use(RegistryContext);
	const view = useRef<DOMElement>(null);
	const content = useRef<DOMElement>(null);
	/** What was last scrolled to: only something new moves the view, so that a person may look elsewhere. */
	const shown = useRef('');
	const [offset, setOffset] = useState(0);
	const scroll = (by: number) => {
		const last = Math.max(0, heightOf(content.current) - heightOf(view.current));
		setOffset(Math.max(0, Math.min(last, offset + by)));
		return last > 0;
	};
	useLayoutEffect(() => {
		const follow = () => {
			const focused = registry.focused();
			const within = spanWithin(focused?.element(), content.current);
			// What has the focus may stand elsewhere: then the view stays.
			const span = within ?? {top: focused ? offset : 0, height: 0};
			const [inView, inAll] = [heightOf(view.current), heightOf(content.current)];
			const now = [focused?.id, span.top, span.height, inView, inAll].join(' ');
			const to = now === shown.current ? offset : offsetShowing(span, inView, inAll, offset);
			shown.current = now;
			setOffset(to);
			onMore({above: to > 0, below: to + inView < inAll});
		};
		follow();
		return registry.subscribe(follow);
	});
	useKeysEverywhere({
		'page-up': () => scroll(-Math.max(1, heightOf(view.current) - 1)),
		'page-down': () => scroll(Math.max(1, heightOf(view.current) - 1)),
	});
	return (
		<Box
			ref={view}
			flexDirection="column"
			flexGrow={tight ? 0 : 1}
			flexShrink={1}
			{...(tight ? {} : {flexBasis: 0})}
			overflow="hidden"
		>
			<Box ref={content} flexDirection="column" flexShrink={0} marginTop={-offset}>
				{children}
			</Box>
		</Box>
	);
}
