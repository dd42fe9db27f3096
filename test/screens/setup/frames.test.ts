/** One 80x24 frame per page of setup, from the bundled program on a recorded host: as it is, with a problem, closed. */
import {describe, it} from 'vitest';
import {keys} from '../../pty.ts';
import {expectFrame, press} from '../rig.ts';
import {fill, intoPage, known, openHost, tabTo, toPage} from './host.ts';

const PAGES = [
	...['Network', 'Security', 'Keyboard', 'Time', 'Remote storage', 'Logging', 'Kernel dump', 'Monitoring'],
	...['Performance', 'oVirt Engine', 'Diagnostics', 'Plugins', 'Support'],
] as const;
const fileOf = (title: string) => `setup/${title.toLowerCase().replaceAll(' ', '-')}`;

describe('a page as it is', () => {
	it('Status', async () => {
		const pty = openHost();
		await known(pty);
		await expectFrame('setup/status', pty);
	});

	it.each(PAGES)('%s', async title => {
		const pty = openHost();
		await toPage(pty, title);
		await expectFrame(fileOf(title), pty);
	});
});
