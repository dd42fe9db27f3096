/** The steps of the work as lines. Pure. */
import type {StepView} from '../../src/session/installer-work.ts';
import {clock, megabytes, took} from '../format.ts';

export const STATES = {waiting: '', now: 'now', done: 'done', failed: 'failed'} as const;

/** Right of the title: how long it took, that it was there, or how long it will take. */
export function besides(step: StepView): string {
	const {state, found, began, ended} = step;
	if (state === 'done' && found) return 'was there';
	if (began !== undefined && ended !== undefined) return took(ended - began);
	const {left} = paceOf(step);
	return state === 'now' && left !== undefined ? `${clock(left)} left` : '';
}

/** `116 of 171 MB, 29 MB/s`; empty for a step that does not count bytes. */
export function bytesLine(step: StepView): string {
	if (step.state !== 'now' || step.total === 0) return '';
	const {rate} = paceOf(step);
	const amount = `${megabytes(step.done).replace(' MB', '')} of ${megabytes(step.total)}`;
	return rate > 0 ? `${amount}, ${megabytes(rate)}/s` : amount;
}

export type Pace = {
	/** Bytes a second; 0 while unknown. */
	readonly rate: number;
	/** Seconds; undefined while unknown. */
	readonly left: number | undefined;
};

/** How fast a step goes and how long it will take, from its own counts only. */
export function paceOf({from, at, done, total}: StepView): Pace {
	const seconds = from ? (at - from.at) / 1000 : 0;
	const rate = from && seconds > 0 ? (done - from.done) / seconds : 0;
	return {rate, left: rate > 0 ? Math.max(0, Math.ceil((total - done) / rate)) : undefined};
}
