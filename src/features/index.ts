/** Every feature, in the order of menus, kernel lines and answer files. */
import type {Feature} from './feature.ts';
import {access} from './access/index.ts';
import {boot} from './boot/index.ts';
import {engine} from './engine/index.ts';
import {iscsi} from './iscsi/index.ts';
import {kdump} from './kdump/index.ts';
import {keyboard} from './keyboard/index.ts';
import {lifecycle} from './lifecycle/index.ts';
import {logging} from './logging/index.ts';
import {monitoring} from './monitoring/index.ts';
import {network} from './network/index.ts';
import {nfs} from './nfs/index.ts';
import {performance} from './performance/index.ts';
import {storage} from './storage/index.ts';
import {time} from './time/index.ts';

export const features: readonly Feature[] = [
	...[lifecycle, storage, access, network, keyboard, boot],
	...[time, logging, kdump, iscsi, nfs, monitoring, performance, engine],
];
