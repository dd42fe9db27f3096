import {PassThrough} from 'node:stream';
import {render} from 'ink';
import {afterEach, expect, it, vi} from 'vitest';
import {useIdle} from '../../src/tui/index.ts';
import {createKeyGate} from '../../src/tui/key-gate.tsx';

afterEach(() => vi.useRealTimers());

/** @returns a key, and how often the console was idle */
async function watch(minutes: number) {
	vi.useFakeTimers({toFake: ['setInterval', 'clearInterval']});
	const gate = createKeyGate();
	let count = 0;
	function Watched() {
		useIdle(minutes, () => (count += 1));
		return <gate.Listener />;
	}
	const stdout = Object.assign(new PassThrough(), {columns: 80, rows: 24}) as unknown as NodeJS.WriteStream;
	const app = render(<Watched />, {stdin: gate.stdin, stdout, patchConsole: false, debug: true});
	await gate.pass(() => undefined);
	return {key: async () => gate.pass(() => undefined), times: () => count, end: () => app.unmount()};
}

it('counts from the last key, whatever it does, and again each time', async () => {
	const {key, times, end} = await watch(2);
	vi.advanceTimersByTime(119_000);
	await key();
	vi.advanceTimersByTime(119_000);
	expect(times()).toBe(0);
	vi.advanceTimersByTime(1000);
	expect(times()).toBe(1);
	vi.advanceTimersByTime(120_000);
	expect(times()).toBe(2);
	end();
});

it('never comes with 0 minutes', async () => {
	const {times, end} = await watch(0);
	vi.advanceTimersByTime(86_400_000);
	expect(times()).toBe(0);
	end();
});
