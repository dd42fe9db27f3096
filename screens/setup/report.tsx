/** What a tool or a log says, over its page. */
import type {Setup} from '../../src/session/setup.ts';
import type {ReportNames} from '../../src/session/setup-state.ts';
import type {Cover} from './page.tsx';
import {readCover} from './read-cover.tsx';

export const reportCover = (setup: Setup, {id, title, source}: ReportNames[number], onBack: () => void): Cover =>
	readCover(id, {label: title, title: `${title}: ${source}`, read: async () => setup.report(id)}, onBack);
