/** Every part, in the order in which they build on each other. */
import type {Part} from '../part.ts';
import {installed} from './install.ts';
import {live} from './live.ts';

export const parts: readonly Part[] = [...live, ...installed];
