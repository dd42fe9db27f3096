/** As a program inside a namespace: `climb.ts AIM...` climbs the ladder to each aim, given as JSON, and prints their rungs as JSON. */
import {realHost} from '../../src/host/real-host.ts';
import {climb} from '../../src/session/ladder.ts';
import type {Aim} from '../../src/session/ladder-aim.ts';

const aims = process.argv.slice(2).map(text => JSON.parse(text) as Aim);
const climbs = await Promise.all(aims.map(async aim => climb(realHost(), aim, () => undefined)));
process.stdout.write(JSON.stringify(climbs));
