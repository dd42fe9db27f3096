/** What a plan would do, step by step, without doing it. Secrets are redacted. */
import type {Host} from '../host/host.ts';
import {rehearsalHost} from '../host/rehearsal-host.ts';
import {formatTranscript, type TranscriptEntry} from '../host/transcript.ts';
import type {Plan} from '../plan/step.ts';
import type {Answers} from '../settings/answers.ts';
import {secretsOf} from './secrets.ts';

export type RehearsedStep = {
	readonly id: string;
	readonly title: string;
	readonly does: readonly TranscriptEntry[];
};

/** Runs the steps on a host that changes nothing. Never the plan that will really run: its steps may keep what they saw. */
export async function rehearse(host: Host, plan: Plan, answers: Answers): Promise<readonly RehearsedStep[]> {
	const rehearsal = rehearsalHost(host, {secrets: secretsOf(answers)});
	const rehearsed: RehearsedStep[] = [];
	for (const step of plan.steps) {
		const before = rehearsal.transcript().length;
		await step.run(rehearsal, () => undefined);
		rehearsed.push({id: step.id, title: step.title, does: rehearsal.transcript().slice(before)});
	}
	return rehearsed;
}

/** The whole plan for a person: disks, facts, then each step with its commands and the contents of its files. */
export function planText(plan: Plan, steps: readonly RehearsedStep[]): string {
	const disk = ({name, path, size, model, serial, holds}: Plan['erases'][number]) =>
		`  ${[name, path, `${size} bytes`, model, serial].filter(Boolean).join('  ')}\n    holds ${holds}\n`;
	return [
		'Will be erased\n',
		...plan.erases.map(disk),
		plan.keeps.length > 0 ? `Will be kept\n  ${plan.keeps.map(({name}) => name).join(', ')}: not touched\n` : '',
		'Then\n',
		...plan.facts.map(({what, how}) => `  ${what.padEnd(12)}${how}\n`),
		...steps.map(({title, does}, index) => `\n${index + 1}. ${title}\n${indent(formatTranscript(does))}`),
	].join('');
}

const indent = (text: string) => text.replaceAll(/^(?=.)/gm, '   ');
