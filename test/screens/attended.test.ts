/** A kernel line that asks for an installation without a person, and a person who is there all the same. */
import {expect, it} from 'vitest';
import {openRecorded} from './rig.ts';

const LINE = ['--cmdline', 'hostwright.lifecycle.unattended=yes vlan=5000'];

it('opens the pages where somebody says that somebody is there, and none otherwise', async () => {
	const [attended, alone] = [openRecorded('plain', '--attended', ...LINE), openRecorded('plain', ...LINE)];
	try {
		await attended.waitFor(/1 of \d+ +Welcome/);
		expect(await alone.exited).toMatchObject({code: 1});
		expect(alone.frame().join('\n')).toMatch(/"5000" is not a VLAN ID/);
		expect(alone.raw()).not.toContain('Welcome');
	} finally {
		for (const each of [attended, alone]) {
			await each.close();
			each.home.remove();
		}
	}
});
