/** Every part, in the order in which they build on each other. */
import type {Part} from '../part.ts';
import {builds} from './again.ts';
import {crashes} from './crash.ts';
import {damages} from './damaged.ts';
import {registers} from './engine.ts';
import {installed} from './install.ts';
import {live} from './live.ts';
import {littles} from './small.ts';
import {personal} from './person.ts';
import {setups} from './setup.ts';
import {targets} from './targets.ts';
import {twins} from './twin.ts';
import {wrongAnswers} from './wrong.ts';

export const parts: readonly Part[] = [
	...[...live, ...wrongAnswers, ...installed],
	...[...personal, ...setups, ...crashes, ...damages, ...twins, ...targets, ...littles, ...registers],
	...builds,
];
