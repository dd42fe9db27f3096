import {join} from 'node:path';
import {failingHost} from '../../src/host/failing-host.ts';
import type {Host} from '../../src/host/host.ts';
import {realHost} from '../../src/host/real-host.ts';

/** Nine changing operations, one of each kind, each leaving a trace that the next does not touch. */
export async function work(host: Host, dir: string): Promise<void> {
	const path = (name: string) => join(dir, name);
	await host.makeDirectory(path('1'));
	await host.write(path('2'), 'ab');
	await host.run('touch', [path('3')]);
	await host.makeSparse(path('4'), 4);
	await host.writeAt(path('4'), 0, Buffer.from('5'));
	await host.copy({path: path('2'), offset: 0, length: 1}, {path: path('4'), offset: 1});
	await host.zero({path: path('2'), offset: 1, length: 1});
	await host.remove(path('1'));
	await host.flush(path('4'));
	await host.read(path('4'));
}

/** As a program: `nine-operations.ts DIR AT` is killed at operation AT. */
if (import.meta.main) {
	const [dir = '', at] = process.argv.slice(2);
	await work(failingHost(realHost(), {at: Number(at), how: 'kill'}), dir);
}
