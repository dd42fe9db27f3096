/** The machine we run on. */
import {compare, copy, copyChecked, flush, readAt, writeAt, zero} from './bytes.ts';
import {ask, run, sumOf} from './commands.ts';
import {facts} from './facts.ts';
import {link, list, makeDirectory, makeSparse, read, readLink, remove, resolve, room, stat, write} from './files.ts';
import {fetchText} from './fetch.ts';
import type {Host} from './host.ts';
import {isFree, lock} from './lock.ts';
import {request} from './request.ts';
import {askTime, connect, lookUp} from './reach.ts';

export function realHost(): Host {
	return {
		...{ask, sumOf, run},
		...{read, list, resolve, stat, room, readLink},
		...{write, link, makeDirectory, remove, makeSparse},
		...{readAt, writeAt, copy, copyChecked, zero, flush, compare},
		...{lock, isFree},
		fetch: fetchText,
		request,
		...{lookUp, askTime, connect},
		now: () => new Date(),
		facts,
	};
}
