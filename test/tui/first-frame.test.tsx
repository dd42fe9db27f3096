import {EventEmitter, once} from 'node:events';
import {PassThrough} from 'node:stream';
import {useState} from 'react';
import {expect, test} from 'vitest';
import {Actions, runApp, Shell, TextField, useConsole, useKeys} from '../../src/tui/index.ts';

/** A tty in memory that tells of each write. */
class FakeTty extends EventEmitter {
	readonly isTTY = true;
	readonly columns = 80;
	readonly rows = 24;
	write(text: string): boolean {
		this.emit('written', text);
		return true;
	}
}

function Pages() {
	const console = useConsole();
	const [page, setPage] = useState(1);
	const [name, setName] = useState('');
	useKeys({enter: () => setPage(page + 1), escape: console.quit});
	return (
		<Shell mode="install" host="h" tty="t" title={`page ${page}`} keys={[]}>
			{page === 1 ? (
				<>
					<TextField
						label="Host name"
						value={name}
						onChange={setName}
						provenance="kernel argument hostname="
					/>
					<TextField label="Other" value={name} onChange={setName} />
				</>
			) : (
				<Actions items={[{label: 'Leave', onPress: console.quit}]} />
			)}
		</Shell>
	);
}

test('a page appears in one piece, with its focus and its note', async () => {
	const [stdin, stdout] = [Object.assign(new PassThrough(), {isTTY: true, setRawMode: () => stdin}), new FakeTty()];
	const first = once(stdout, 'written');
	const ended = runApp(<Pages />, {stdin, stdout: stdout as unknown as NodeJS.WriteStream, linear: false});
	const paint = String(await first);
	expect(paint).toMatch(/> Host name[^]*kernel argument hostname=/);
	const second = once(stdout, 'written');
	stdin.write('\r');
	const change = String(await second);
	// The mark stays where it is: both pages have their first control on the same line.
	expect(change).toMatch(/7m\[ Leave \]/);
	expect(change.length).toBeLessThan(120);
	stdin.write('\u001B');
	await ended;
});
