/** One tty's screen: what it shall show comes in as rows of cells, and only what changed goes out, as fast as the line takes it. */
import {BLANK, blankRow, lengthOf, type Cell, type Row} from './cell.ts';
import {fit} from './cell-width.ts';
import {drawChanges} from './diff.ts';
import {LOOKS, type Levels, type Look} from './levels.ts';
import {Pen} from './pen.ts';
import {showerOf} from './shown.ts';

/** The real tty, or a test's recording of one. */
export type Output = {
	readonly columns?: number | undefined;
	readonly rows?: number | undefined;
	/** Sends bytes; `done` is called when the line has taken them. */
	readonly write: (text: string, done: () => void) => void;
	/** The last bytes, without waiting for a line that is stuck. */
	readonly end: (text: string) => void;
};

/** A serial line does not know its size and says 0; people set such terminals to this. */
const USUAL = {columns: 80, rows: 24};

/** How long changes gather, in milliseconds, so that what belongs together is sent together: 4 characters at 9600 baud. */
const GATHER = 4;

const PASTE = {on: '\u001B[?2004h', off: '\u001B[?2004l'} as const;
const CURSOR = {on: '\u001B[?25h', off: '\u001B[?25l'} as const;

export class TtyScreen {
	columns = USUAL.columns;
	rows = USUAL.rows;
	readonly #output: Output;
	readonly #paste: boolean;
	readonly #pen: Pen;
	#looks: readonly Look[];
	#show: (cell: Cell) => Cell;
	/** What is to be seen; what the terminal shows. */
	#wanted: readonly Row[] = [];
	#shown: readonly Row[] = [];
	#note = '';
	/** What was made of wanted rows, for this size and look. */
	#made = new WeakMap<Row, Row>();
	#blank: Row = [];
	#timer: NodeJS.Timeout | undefined;
	#state: 'new' | 'open' | 'suspended' | 'closed' = 'new';
	/** The line has not taken yet what was sent last; what changes meanwhile is sent when it has. */
	#busy = false;
	#waiting: Array<() => void> = [];

	constructor(output: Output, levels: Levels) {
		this.#output = output;
		this.#paste = levels.abilities.paste;
		this.#pen = new Pen(levels.abilities);
		const {glyphs, attributes} = levels;
		const others = LOOKS.filter(look => look.glyphs !== glyphs || look.attributes !== attributes);
		this.#looks = [{glyphs, attributes}, ...others];
		this.#show = showerOf({glyphs, attributes});
		this.measure();
	}

	/** Takes the size of the tty; all is sent anew. */
	measure(): void {
		this.columns = this.#output.columns || USUAL.columns;
		this.rows = this.#output.rows || USUAL.rows;
		this.#blank = blankRow(this.columns);
		this.#made = new WeakMap();
		if (this.#state === 'open') this.#forget();
	}

	/** Rows may be fewer or shorter than the screen's: what is not given is blank. */
	show(rows: readonly Row[]): void {
		this.#wanted = rows;
		this.#soon();
	}

	/** A sentence in place of the last line of the page, on this screen alone; empty for none. */
	note(text: string): void {
		this.#note = text;
		this.#soon();
	}

	/** Sends what changed since the last time, unless the line is busy: then later, and only the newest. */
	flush(): void {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		if (this.#busy || this.#state === 'suspended' || this.#state === 'closed') return;
		if (this.#state === 'new') this.#open();
		this.#shown = drawChanges(this.#pen, this.#shown, this.#frame());
		this.#send();
	}

	/** Clears the real screen and sends everything: what others wrote on it is gone. */
	repaint(): void {
		if (this.#state !== 'open') return;
		this.#forget();
		this.flush();
	}

	/** The next look: plainer glyphs, fewer attributes, and round to what TERM said. */
	nextLook(): void {
		const [now, ...rest] = this.#looks;
		this.#looks = now ? [...rest, now] : rest;
		const [next] = this.#looks;
		if (next) this.#show = showerOf(next);
		this.#made = new WeakMap();
		this.repaint();
	}

	/** Leaves the screen to another program: clear, cursor at home and shown. Resolves when the line has taken it. */
	async suspend(): Promise<void> {
		await this.#idle();
		this.#pen.clear();
		this.#pen.out += this.#ending();
		this.#state = 'suspended';
		this.#send();
		await this.#idle();
	}

	resume(): void {
		this.#state = 'new';
		this.flush();
	}

	/** Leaves the cursor shown, in plain text, on a line below what was drawn. */
	close(): void {
		const open = this.#state === 'open';
		if (open && !this.#busy) {
			this.#shown = drawChanges(this.#pen, this.#shown, this.#frame());
		}
		this.#state = 'closed';
		clearTimeout(this.#timer);
		if (open) {
			const last = this.#shown.findLastIndex(row => lengthOf(row) > 0);
			this.#pen.plain();
			this.#pen.move(0, Math.max(0, last), this.columns);
			this.#pen.out += `\n${this.#ending()}`;
		}
		this.#output.end(this.#pen.take());
	}

	#soon(): void {
		if (this.#state !== 'suspended' && this.#state !== 'closed')
			this.#timer ??= setTimeout(() => this.flush(), GATHER);
	}

	#open(): void {
		this.#state = 'open';
		this.#pen.out += CURSOR.off + (this.#paste ? PASTE.on : '');
		this.#forget();
	}

	#ending(): string {
		return CURSOR.on + (this.#paste ? PASTE.off : '');
	}

	#forget(): void {
		this.#pen.clear();
		this.#shown = Array.from({length: this.rows}, () => blankRow(this.columns));
	}

	/** The wanted rows in this terminal's size, glyphs and attributes. */
	#frame(): Row[] {
		const rows = Array.from({length: this.rows}, (_, y) => this.#make(this.#wanted[y]));
		if (this.#note === '') return rows;
		const note = Array.from(fit(` ${this.#note}`, this.columns), text => this.#show({text, style: '1', width: 1}));
		return rows.with(Math.min(this.#wanted.length, this.rows) - 1, note);
	}

	#make(row: Row | undefined): Row {
		if (!row) return this.#blank;
		const made = this.#made.get(row) ?? Array.from({length: this.columns}, (_, x) => this.#show(row[x] ?? BLANK));
		this.#made.set(row, made);
		return made;
	}

	#send(): void {
		const bytes = this.#pen.take();
		if (bytes === '') return;
		this.#busy = true;
		this.#output.write(bytes, () => {
			this.#busy = false;
			for (const resolve of this.#waiting.splice(0)) resolve();
			if (this.#state === 'open') this.flush();
		});
	}

	async #idle(): Promise<void> {
		if (this.#busy) await new Promise<void>(resolve => this.#waiting.push(resolve));
	}
}
