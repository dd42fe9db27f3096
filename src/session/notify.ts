/** Telling a server how the work ended (lifecycle.notify and notifyFailure): what Cobbler, Foreman and their like wait for. */
import {setTimeout} from 'node:timers/promises';
import {lifecycle} from '../features/lifecycle/index.ts';
import {network} from '../features/network/index.ts';
import type {Host} from '../host/host.ts';
import {answersFileOf, type JobFolder} from '../plan/job.ts';
import type {Machine} from '../probes/machine.ts';
import type {Answers} from '../settings/answers.ts';
import {valuesOf} from './answers.ts';
import {recallAnswers, requestOf} from './job-request.ts';

export type Told = {
	/** Without what may be secret in it: scheme, host and path. */
	readonly url: string;
	/** Why nobody could be told: the end of a sentence; empty when somebody was. */
	readonly problem: string;
};

type About = {readonly machine: Machine; readonly answers: Answers};

const TRIES = 3;
/** Milliseconds between them: a switch may take a moment to let packets through. */
const PAUSE = 2000;

/** Asks each of the URLs once with a GET, again where nobody answers; an answer of an error counts as not told. Never throws. */
export async function tellEnd(
	host: Host,
	about: About,
	end: 'done' | 'failed',
	wait: (milliseconds: number) => Promise<unknown> = setTimeout,
): Promise<readonly Told[]> {
	const {notify, notifyFailure} = valuesOf(lifecycle, about.answers);
	const urls = end === 'done' ? notify : notifyFailure;
	if (urls.length === 0) return [];
	const marks = await marksOf(host, about);
	return Promise.all(
		urls.map(async url => ({
			url: url.replace(/[?#].*$/s, ''),
			problem: await tell(host, filled(url, marks), wait),
		})),
	);
}

/** The same for a job, by the answers that it keeps. */
export async function tellEndOf(
	host: Host,
	{job, folder}: JobFolder,
	end: 'done' | 'failed',
): Promise<readonly Told[]> {
	const text = await host.read(answersFileOf(folder));
	const request = requestOf(job);
	if (text === undefined || !request) return [];
	return tellEnd(host, {machine: request.machine, answers: recallAnswers(text, request)}, end);
}

type Mark = 'HOSTNAME' | 'MAC' | 'UUID';

const filled = (url: string, marks: Readonly<Record<Mark, string>>) =>
	url.replaceAll('@HOSTNAME@', marks.HOSTNAME).replaceAll('@MAC@', marks.MAC).replaceAll('@UUID@', marks.UUID);

/** Percent-encoded; empty where it is not known. */
async function marksOf(host: Host, {machine, answers}: About): Promise<Readonly<Record<Mark, string>>> {
	const {interface: asked, bondPorts} = valuesOf(network, answers);
	const named = asked ?? bondPorts[0];
	const nic = machine.nics.find(({name, mac}) => name === named || mac === named?.toLowerCase());
	const uuid = await host.read('/sys/class/dmi/id/product_uuid').catch(() => undefined);
	return {
		HOSTNAME: encodeURIComponent(valuesOf(network, answers).hostname ?? machine.hostname),
		MAC: encodeURIComponent(nic?.mac ?? machine.nics[0]?.mac ?? ''),
		UUID: encodeURIComponent(uuid?.trim().toLowerCase() ?? ''),
	};
}

async function tell(host: Host, url: string, wait: (milliseconds: number) => Promise<unknown>): Promise<string> {
	for (let left = TRIES; ; left--) {
		const answer = await host.request({url, trust: 'system', plain: true, acts: true});
		if ('status' in answer) return answer.status < 400 ? '' : `the server answers ${answer.status}`;
		if (left === 1) return answer.problem;
		await wait(PAUSE);
	}
}

/** `boot.example.org/done was told` */
export const toldLine = ({url, problem}: Told): string =>
	problem === '' ? `${url} was told` : `${url} was not told: ${problem}`;
