/** Every feature, in the order of menus, kernel lines and answer files. */
import type {Feature} from './feature.ts';
import {access} from './access/index.ts';
import {boot} from './boot/index.ts';
import {keyboard} from './keyboard/index.ts';
import {lifecycle} from './lifecycle/index.ts';
import {network} from './network/index.ts';
import {storage} from './storage/index.ts';

export const features: readonly Feature[] = [lifecycle, storage, access, network, keyboard, boot];
