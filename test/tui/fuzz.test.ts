/** 5,000 random events, in runs of their own seeds. A run that fails says its seed: FUZZ_SEED=n runs that one. */
import {describe, expect, onTestFinished, test} from 'vitest';
import {eventFrom, expectAlive, openFuzzed, randomFrom} from './fuzz.tsx';

const RUNS = 10;
const EVENTS = 500;
const {FUZZ_SEED} = process.env;
const first = FUZZ_SEED === undefined ? Math.floor(Math.random() * 1e9) : Number(FUZZ_SEED);
const seeds = FUZZ_SEED === undefined ? Array.from({length: RUNS}, (_, index) => first + index) : [first];

describe.each(seeds)('seed %i', seed => {
	test(`${EVENTS} random events`, async () => {
		const random = randomFrom(seed);
		let installer = openFuzzed();
		let small = false;
		onTestFinished(async () => installer.close());
		for (let at = 0; at < EVENTS; at += 1) {
			const event = eventFrom(random);
			await installer.happen(event);
			if ('size' in event) small = event.size[0] < 80;
			// Whoever leaves the installer opens it again.
			if (installer.ended()) {
				installer = openFuzzed();
				small = false;
				await installer.happen({bytes: ''});
			}
			const {ours, theirs} = await installer.screens();
			expect(ours, `seed ${seed}, event ${at}: ${JSON.stringify(event)}`).toEqual(theirs);
			if (at % 25 === 24 && !small) await expectAlive(installer);
		}
	});
});
