/** Storage: which disks this host takes, and how they are divided. */
import {defineFeature} from '../feature.ts';
import {check} from './check.ts';
import {legacy} from './legacy.ts';
import {settings} from './settings.ts';

export const storage = defineFeature({name: 'storage', title: 'Storage', settings, legacy, check});
