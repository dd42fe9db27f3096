/** Recording this machine: what the probes ask and read, scrubbed, as a folder that answers in its place. */
import type {Host} from '../host/host.ts';
import {recordingHost} from '../host/recording-host.ts';
import {scrub} from '../host/scrub.ts';
import {writeRecording} from '../host/write-recording.ts';
import {detectPlatform} from '../platforms/detect.ts';
import type {Machine} from '../probes/machine.ts';
import {probeMachine} from '../probes/probe.ts';

/**
 * @param dir made when it does not exist; an earlier recording in it is replaced
 * @returns what was probed, unscrubbed
 */
export async function recordMachine(host: Host, dir: string): Promise<Machine> {
	const recording = recordingHost(host);
	const machine = await probeMachine(recording);
	// Its files depend on the platform too.
	await detectPlatform(recording);
	await writeRecording(dir, scrub(recording.recording()));
	return machine;
}
