/** Where a view of a page that is too long should stand. Pure but for reading Ink's layout. */
import type {DOMElement} from 'ink';

export type Span = {readonly top: number; readonly height: number};

/** The least movement of a view that shows the span; of one that is taller than the view, its top. */
export function offsetShowing(span: Span, view: number, content: number, before: number): number {
	const last = Math.max(0, content - view);
	const lowest = Math.max(0, span.top + span.height - view);
	const wanted = Math.min(Math.max(before, lowest), span.top);
	return Math.max(0, Math.min(last, wanted));
}

/** Lines of an element. */
export function heightOf(element: DOMElement | null): number {
	return element?.yogaNode?.getComputedHeight() ?? 0;
}

/** Where an element lies within one of its ancestors; undefined when it does not. */
export function spanWithin(element: DOMElement | null | undefined, ancestor: DOMElement | null): Span | undefined {
	let top = 0;
	for (let at = element ?? undefined; at; at = at.parentNode) {
		if (at === ancestor) return {top, height: heightOf(element ?? null)};
		top += at.yogaNode?.getComputedTop() ?? 0;
	}
	return undefined;
}
