/** A YAML document on its way to texts: lines, aliases, and the text of a scalar as it stands. */
import type {Document, LineCounter, Node} from 'yaml';
import {isAlias, isMap, isPair, isScalar, isSeq} from 'yaml';
import type {Given, Problem} from '../settings/answers.ts';
import type {SectionLike} from '../settings/section.ts';

const ALIAS_LIMIT = 100;

/** One document while it is read: what it gave, what is wrong with it, and where. */
export class Reading {
	readonly givens: Given[] = [];
	readonly problems: Problem[] = [];
	readonly file: string;
	readonly sections: readonly SectionLike[];
	readonly #lines: LineCounter;
	readonly #document: Document.Parsed;
	readonly #seen = new Map<string, number>();
	#aliases = 0;

	constructor(file: string, sections: readonly SectionLike[], document: Document.Parsed, lines: LineCounter) {
		this.file = file;
		this.sections = sections;
		this.#document = document;
		this.#lines = lines;
	}

	lineOf(node: unknown): number {
		const range = isPair(node) ? rangeOf(node.key) : rangeOf(node);
		return range === undefined ? 1 : this.#lines.linePos(range).line;
	}

	sourceName(node: unknown): string {
		return `${this.file} line ${this.lineOf(node)}`;
	}

	/** Notes what is wrong, with the line of the node. `text` is what may be shown of the value. */
	fail(node: unknown, message: string, setting = '', text = ''): void {
		const source = this.sourceName(node);
		this.problems.push({setting, text, source, level: 'error', message: `${source}: ${message}`});
	}

	/** Whether this name is new in the file; a second time is a problem. */
	isFirst(node: unknown, name: string): boolean {
		const before = this.#seen.get(name);
		if (before !== undefined)
			this.fail(node, `"${name}" was given in line ${before} already; keep one of them`, '', name);
		else this.#seen.set(name, this.lineOf(node));
		return before === undefined;
	}

	/** Follows an alias to what it stands for; undefined, and said, when there are too many or it leads nowhere. */
	follow(node: unknown): Node | undefined {
		if (!isAlias(node)) return isNode(node) ? node : undefined;
		this.#aliases += 1;
		if (this.#aliases > ALIAS_LIMIT) {
			if (this.#aliases === ALIAS_LIMIT + 1)
				this.fail(node, `"*${node.source}" is one alias too many; write the values out`, '', node.source);
			return undefined;
		}
		const found = node.resolve(this.#document);
		if (!found) this.fail(node, `"*${node.source}" stands for nothing; give the anchor &${node.source} before it`);
		return found;
	}
}

const isNode = (value: unknown): value is Node => isScalar(value) || isMap(value) || isSeq(value);

function rangeOf(value: unknown): number | undefined {
	return isAlias(value) || isNode(value) ? value.range?.[0] : undefined;
}

/** What a scalar says. Nothing, `~` and `null` without quotes say that there is no value; a block's last line break is not part of it. */
export function textOf(node: Node): string | undefined {
	if (!isScalar(node)) return undefined;
	const text = typeof node.value === 'string' ? node.value : '';
	if (node.type === 'PLAIN') return /^(~|null)$/i.test(text) ? '' : text;
	return node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED' ? text.replace(/\n$/, '') : text;
}

/** What a node is, for a person. */
export const shapeOf = (node: Node) =>
	isMap(node) ? 'a group of keys' : isSeq(node) ? `a list of ${node.items.length}` : 'one value';
