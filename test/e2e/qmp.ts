/** QEMU's own control channel (QMP): asked for what no console tells. */
import {connect} from 'node:net';
import {createInterface} from 'node:readline';

/** Runs commands in order and answers with what the last one returned. @throws {Error} with what QEMU said */
export async function qmp(socket: string, ...commands: ReadonlyArray<readonly [string, object?]>): Promise<unknown> {
	const connection = connect(socket);
	try {
		const lines = createInterface({input: connection})[Symbol.asyncIterator]();
		await answer(lines);
		let last: unknown;
		for (const [execute, given = {}] of [['qmp_capabilities'] as const, ...commands]) {
			connection.write(`${JSON.stringify({execute, arguments: given})}\n`);
			last = await answer(lines);
		}
		return last;
	} finally {
		connection.destroy();
	}
}

/** The next line that is no event. */
async function answer(lines: AsyncIterator<string>): Promise<unknown> {
	for (;;) {
		const line = await lines.next();
		if (line.done) throw new Error('QEMU closed its control channel');
		const said = JSON.parse(line.value) as {event?: string; error?: {desc: string}; return?: unknown};
		if (said.error) throw new Error(`QEMU refuses: ${said.error.desc}`);
		if (said.event === undefined) return said.return;
	}
}
