/** Where an element stands in Ink's tree, compared with another: the order in which a person reads them. */
import type {DOMElement} from 'ink';

/** Indices from the root down. */
function path(element: DOMElement): number[] {
	const steps: number[] = [];
	let at: DOMElement = element;
	while (at.parentNode) {
		const parent: DOMElement = at.parentNode;
		steps.unshift(parent.childNodes.indexOf(at));
		at = parent;
	}
	return steps;
}

/** Negative when `a` comes first; 0 when the tree cannot tell. */
export function byDocumentOrder(a: DOMElement | null, b: DOMElement | null): number {
	if (!a || !b || a === b) return 0;
	const [left, right] = [path(a), path(b)];
	const at = left.findIndex((step, index) => step !== right[index]);
	return at === -1 ? 0 : (left[at] ?? 0) - (right[at] ?? 0);
}
