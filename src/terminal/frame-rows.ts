/**
 * A frame of Ink's as rows of cells. A line that the frame before had is the same row object, so that what did not change is known
 * by identity all the way to the tty: of a page only the lines that a key changed are looked at again.
 */
import {blankRow, type Row} from './cell.ts';
import {VirtualScreen} from './virtual-screen.ts';

export class FrameRows {
	#columns = 0;
	#known = new Map<string, Row>();
	#blank: Row = [];
	readonly #screen = new VirtualScreen(0, 0);

	/** The rows of a whole frame, as many as the screen has. */
	read(frame: string, columns: number, rows: number): readonly Row[] {
		if (columns !== this.#columns) {
			this.#known.clear();
			[this.#columns, this.#blank] = [columns, blankRow(columns)];
		}
		const lines = frame.split('\n');
		const read = lines.length > rows ? [] : lines.map(line => this.#known.get(line) ?? this.#line(line));
		if (read.includes(undefined) || read.length === 0) return this.#whole(frame, rows);
		const known = read.filter(row => row !== undefined);
		this.#known = new Map(lines.map((line, at) => [line, known[at] ?? this.#blank]));
		return [...known, ...new Array<Row>(rows - known.length).fill(this.#blank)];
	}

	/** One line by itself; undefined when it is more than that: it wraps, leaves a style on, or moves elsewhere. */
	#line(line: string): Row | undefined {
		const screen = this.#screen;
		screen.resize(this.#columns, 2);
		screen.feed(line);
		return screen.y === 0 && screen.isPlain() ? screen.rows[0] : undefined;
	}

	#whole(frame: string, rows: number): readonly Row[] {
		const screen = new VirtualScreen(this.#columns, rows);
		screen.feed(frame);
		return screen.rows;
	}
}
