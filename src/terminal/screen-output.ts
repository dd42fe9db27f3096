/**
 * The tty that Ink gets: what Ink writes becomes rows of cells, and each real tty shows those. Each write is a whole frame, as
 * Ink's `debug` option makes them: without it Ink holds back the second of two frames for some milliseconds, so that a page would
 * appear without its focus first.
 */
import {Writable} from 'node:stream';
import {FrameRows} from './frame-rows.ts';
import type {TtyScreen} from './tty-screen.ts';

export class ScreenOutput extends Writable {
	/** No tty to Ink, or it would move cursors and have them restored on stderr at the end. */
	readonly isTTY = false;
	columns = 0;
	rows = 0;
	readonly #screens = new Set<TtyScreen>();
	readonly #frames = new FrameRows();

	constructor(screens: readonly TtyScreen[]) {
		super({decodeStrings: false});
		// Each widget that follows the size listens; a warning about so many would be written across the page.
		this.setMaxListeners(0);
		for (const screen of screens) this.#screens.add(screen);
		this.#measure();
	}

	override _write(chunk: string | Buffer, _encoding: BufferEncoding, done: () => void): void {
		const frame = chunk.toString();
		if (frame !== '') {
			const rows = this.#frames.read(frame, this.columns, this.rows);
			for (const screen of this.#screens) screen.show(rows);
		}
		done();
	}

	/** Takes the sizes of the real ttys. Ink, told by `resize`, draws anew, as large as the smallest of them. */
	resize(): void {
		for (const screen of this.#screens) screen.measure();
		this.#measure();
		this.emit('resize');
	}

	/** A console that is gone. */
	remove(screen: TtyScreen): void {
		this.#screens.delete(screen);
		if (this.#screens.size > 0) this.resize();
	}

	#measure(): void {
		const all = [...this.#screens];
		this.columns = Math.min(...all.map(({columns}) => columns));
		this.rows = Math.min(...all.map(({rows}) => rows));
	}
}
