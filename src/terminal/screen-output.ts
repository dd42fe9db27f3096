/**
 * The tty that Ink gets: what Ink writes goes onto a virtual screen, and only what changed on it goes to the real tty. Each
 * write is a whole frame, as Ink's `debug` option makes them: without it Ink holds back the second of two frames for some
 * milliseconds, so that a page would appear without its focus first.
 */
import {Writable} from 'node:stream';
import {blankRow, lengthOf, type Cell, type Row} from './cell.ts';
import {drawChanges} from './diff.ts';
import type {Levels, Look} from './levels.ts';
import {Pen} from './pen.ts';
import {showerOf} from './shown.ts';
import {VirtualScreen} from './virtual-screen.ts';

/** The real tty, or a test's recording of one. */
export type Output = {
	readonly columns?: number | undefined;
	readonly rows?: number | undefined;
	write(text: string): unknown;
};

/** A serial line does not know its size and says 0; people set such terminals to this. */
const USUAL = {columns: 80, rows: 24};

/** How long changes gather, in milliseconds, so that what belongs together is sent together: 4 characters at 9600 baud. */
const GATHER = 4;

export class ScreenOutput extends Writable {
	/** No tty to Ink, or it would move cursors and have them restored on stderr at the end. */
	readonly isTTY = false;
	columns: number;
	rows: number;
	readonly #output: Output;
	readonly #screen: VirtualScreen;
	readonly #pen: Pen;
	#look: Look;
	#show: (cell: Cell) => Cell;
	#shown: Row[];
	#timer: NodeJS.Timeout | undefined;
	#open = false;
	#suspended = false;

	constructor(output: Output, levels: Levels) {
		super({decodeStrings: false});
		this.#output = output;
		this.columns = output.columns || USUAL.columns;
		this.rows = output.rows || USUAL.rows;
		this.#screen = new VirtualScreen(this.columns, this.rows);
		this.#look = levels;
		this.#show = showerOf(levels.glyphs, levels.attributes);
		this.#pen = new Pen(levels.abilities);
		this.#shown = [];
	}

	override _write(chunk: string | Buffer, _encoding: BufferEncoding, done: () => void): void {
		const frame = chunk.toString();
		if (frame !== '') {
			this.#screen.resize(this.columns, this.rows);
			this.#screen.feed(frame);
			this.#timer ??= setTimeout(() => this.flush(), GATHER);
		}
		done();
	}

	/** Sends what changed since the last time. */
	flush(): void {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		if (this.#suspended) return;
		if (!this.#open) {
			this.#open = true;
			this.#pen.out += '\u001B[?25l';
			this.#forget();
		}
		const wanted = this.#screen.rows.map(row => row.map(this.#show));
		this.#shown = drawChanges(this.#pen, this.#shown, wanted);
		this.#send();
	}

	/** Clears the real screen and sends everything: what others wrote on it is gone. */
	repaint(): void {
		this.#forget();
		this.flush();
	}

	/** Takes the size of the real tty. Ink, told by `resize`, draws anew. */
	resize(): void {
		this.columns = this.#output.columns || USUAL.columns;
		this.rows = this.#output.rows || USUAL.rows;
		this.#screen.resize(this.columns, this.rows);
		this.#forget();
		this.emit('resize');
	}

	/** Leaves the screen to another program: clear, cursor at home and shown. */
	suspend(): void {
		this.flush();
		this.#suspended = true;
		this.#pen.clear({graphics: this.#look.glyphs === 'dec'});
		this.#pen.out += '\u001B[?25h';
		this.#send();
	}

	resume(): void {
		this.#suspended = false;
		this.#pen.out += '\u001B[?25l';
		this.repaint();
	}

	/** Leaves the cursor shown, in plain text, on a line below what was drawn. */
	close(): void {
		if (!this.#open || this.#suspended) return;
		this.flush();
		const last = this.#shown.findLastIndex(row => lengthOf(row) > 0);
		this.#pen.plain();
		this.#pen.move(0, Math.max(0, last), this.columns);
		this.#pen.out += '\n\u001B[?25h';
		this.#send();
		this.#suspended = true;
	}

	#forget(): void {
		this.#pen.clear({graphics: this.#look.glyphs === 'dec'});
		this.#shown = Array.from({length: this.rows}, () => blankRow(this.columns));
	}

	#send(): void {
		const bytes = this.#pen.take();
		if (bytes !== '') this.#output.write(bytes);
	}
}
