/** As a program inside a namespace: `wire-program.ts listen NIC SECONDS` or `cable NIC...`; prints what was found as JSON. */
import {realHost} from '../../src/host/real-host.ts';
import {listen, watchCables} from '../../src/probes/wiring.ts';

const [what, ...words] = process.argv.slice(2);
process.stdout.write('begun\n');
const found =
	what === 'listen'
		? await listen(realHost(), words[0] ?? '', Number(words[1]))
		: await watchCables(realHost(), words, 60);
process.stdout.write(`${JSON.stringify(found)}\n`);
