/** A picture of a text console, read as a person reads it: each cell is the letter that it looks most like. */
import {readFileSync} from 'node:fs';
import {gunzipSync, inflateSync} from 'node:zlib';

const WIDTH = 8;
const HEIGHT = 16;
/** The one of Debian's fonts whose Latin letters are those that the kernel itself draws with. */
const FONT = '/usr/share/consolefonts/Ethiopian-GohaClassic16.psf.gz';

type Picture = {readonly width: number; readonly height: number; at(x: number, y: number): number};

/** PNG (RFC 2083) as QEMU writes it: 8 bits each of red, green and blue, not interlaced. */
function readPng(file: string): Picture {
	const bytes = readFileSync(file);
	const data: Buffer[] = [];
	let [width, height] = [0, 0];
	for (let at = 8; at < bytes.length;) {
		const length = bytes.readUInt32BE(at);
		const kind = bytes.toString('latin1', at + 4, at + 8);
		const body = bytes.subarray(at + 8, at + 8 + length);
		if (kind === 'IHDR') [width, height] = [body.readUInt32BE(0), body.readUInt32BE(4)];
		if (kind === 'IHDR' && (body[8] !== 8 || body[9] !== 2)) throw new Error(`${file} is no picture of 24 bits`);
		if (kind === 'IDAT') data.push(body);
		at += length + 12;
	}
	const rows = unfiltered(inflateSync(Buffer.concat(data)), width * 3, height);
	// Light or dark is all that letters need.
	const at = (x: number, y: number) => rows.readUIntBE((y * width + x) * 3, 3);
	return {width, height, at};
}

/** What each byte was before its row was filtered (RFC 2083, 6). */
function unfiltered(data: Buffer, stride: number, height: number): Buffer {
	const out = Buffer.alloc(stride * height);
	for (let y = 0; y < height; y += 1) {
		const filter = data[y * (stride + 1)] ?? 0;
		for (let x = 0; x < stride; x += 1) {
			const left = x < 3 ? 0 : (out[y * stride + x - 3] ?? 0);
			const above = y === 0 ? 0 : (out[(y - 1) * stride + x] ?? 0);
			const corner = x < 3 || y === 0 ? 0 : (out[(y - 1) * stride + x - 3] ?? 0);
			const guess = [0, left, above, (left + above) >> 1, paeth(left, above, corner)][filter] ?? 0;
			out[y * stride + x] = ((data[y * (stride + 1) + 1 + x] ?? 0) + guess) & 0xff;
		}
	}
	return out;
}

function paeth(left: number, above: number, corner: number): number {
	const [a, b, c] = [left, above, corner].map(each => Math.abs(left + above - corner - each)) as [
		number,
		number,
		number,
	];
	return a <= b && a <= c ? left : b <= c ? above : corner;
}

type Letter = {readonly text: string; readonly rows: readonly number[]};

/** The letters of ASCII in a font of PSF version 1: glyphs first, then for each the characters it stands for, ended by FFFF. */
function readFont(file: string): readonly Letter[] {
	const bytes = gunzipSync(readFileSync(file));
	const count = ((bytes[2] ?? 0) & 1) === 1 ? 512 : 256;
	if (bytes.readUInt16LE(0) !== 0x0436 || bytes[3] !== HEIGHT) throw new Error(`${file} is no font of 16 lines`);
	const letters: Letter[] = [];
	let at = 4 + count * HEIGHT;
	for (let glyph = 0; glyph < count; glyph += 1) {
		const rows = [...bytes.subarray(4 + glyph * HEIGHT, 4 + (glyph + 1) * HEIGHT)];
		for (let code = bytes.readUInt16LE(at); code !== 0xffff; code = bytes.readUInt16LE(at)) {
			if (code >= 0x20 && code < 0x7f) letters.push({text: String.fromCharCode(code), rows});
			at += 2;
		}
		at += 2;
	}
	return letters;
}

const bitsIn = (byte: number) => byte.toString(2).replaceAll('0', '').length;

/** The letter with the fewest points that differ, drawn light on dark or dark on light. */
function looksLike(rows: readonly number[], font: readonly Letter[]): string {
	const distance = (letter: Letter) => {
		const differ = letter.rows.reduce((sum, row, y) => sum + bitsIn(row ^ (rows[y] ?? 0)), 0);
		return Math.min(differ, WIDTH * HEIGHT - differ);
	};
	return font.reduce((best, letter) => (distance(letter) < distance(best) ? letter : best)).text;
}

/** @param file PNG of a console of 8 by 16 points a cell @returns its lines, without blanks at their ends */
export function readPicture(file: string): readonly string[] {
	const picture = readPng(file);
	const font = readFont(FONT);
	const cell = (column: number, row: number) => {
		const [left, top] = [column * WIDTH, row * HEIGHT];
		const ground = picture.at(left, top);
		return Array.from({length: HEIGHT}, (_, y) => {
			const points = Array.from({length: WIDTH}, (__, x) => (picture.at(left + x, top + y) === ground ? 0 : 1));
			return Number.parseInt(points.join(''), 2);
		});
	};
	const known = new Map<string, string>();
	return Array.from({length: Math.floor(picture.height / HEIGHT)}, (_, row) => {
		const letters = Array.from({length: Math.floor(picture.width / WIDTH)}, (__, column) => {
			const rows = cell(column, row);
			const key = rows.join();
			const letter = known.get(key) ?? looksLike(rows, font);
			known.set(key, letter);
			return letter;
		});
		return letters.join('').trimEnd();
	});
}
