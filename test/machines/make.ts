/** Writes the recorded machines that are drawn rather than recorded: `node test/machines/make.ts`. */
import {join} from 'node:path';
import {writeRecording} from '../../src/host/write-recording.ts';
import {draw} from '../probes/drawing.ts';
import {drawnMachines} from '../probes/drawn-machines.ts';

for (const [name, machine] of Object.entries(drawnMachines)) {
	await writeRecording(join(import.meta.dirname, name), draw(machine));
}
