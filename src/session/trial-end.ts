/** How the last trial ended, for whoever watched it from another console. */
import type {Host} from '../host/host.ts';

export type TrialEnd = {
	readonly id: string;
	readonly how: 'kept' | 'back';
	/** Whole sentences: what could not be taken back. */
	readonly problems: readonly string[];
};

const FILE = '/run/hostwright/trial-end.json';

export async function noteEnd(host: Host, end: TrialEnd): Promise<void> {
	await host.write(FILE, `${JSON.stringify(end)}\n`, {mode: 0o600, draft: true});
}

/** Undefined when that one has not ended, or another has since. */
export async function readEnd(host: Host, id: string): Promise<TrialEnd | undefined> {
	const text = await host.read(FILE);
	const end = text === undefined ? undefined : (JSON.parse(text) as TrialEnd);
	return end?.id === id ? end : undefined;
}
