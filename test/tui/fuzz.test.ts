/** 5,000 random events on each program, in runs of their own seeds. A run that fails says its seed: FUZZ_SEED=n runs that one. */
import {describe, expect, onTestFinished, test} from 'vitest';
import {eventFrom, expectAlive, openFuzzed, practice, randomFrom, setup} from './fuzz.tsx';

const RUNS = 10;
const EVENTS = 500;
const {FUZZ_SEED} = process.env;
const first = FUZZ_SEED === undefined ? Math.floor(Math.random() * 1e9) : Number(FUZZ_SEED);
const seeds = FUZZ_SEED === undefined ? Array.from({length: RUNS}, (_, index) => first + index) : [first];

describe.each([
	['practice', practice],
	['setup', setup],
])('%s', (_name, subject) => {
	test.each(seeds)(`${EVENTS} random events, seed %i`, async seed => {
		const random = randomFrom(seed);
		let program = openFuzzed(subject());
		let small = false;
		onTestFinished(async () => program.close());
		for (let at = 0; at < EVENTS; at += 1) {
			const event = eventFrom(random);
			await program.happen(event);
			if ('size' in event) small = event.size[0] < 80;
			// Whoever leaves a program opens it again.
			if (program.ended()) {
				program = openFuzzed(subject());
				small = false;
				await program.happen({bytes: ''});
			}
			const {ours, theirs} = await program.screens();
			expect(ours, `seed ${seed}, event ${at}: ${JSON.stringify(event)}`).toEqual(theirs);
			if (at % 25 === 24 && !small) await expectAlive(program);
		}
	});
});
