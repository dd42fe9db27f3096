/** `hostwright explain`: what holds where nobody gave a value, where one was taken away, and for words nobody knows. */
import {afterAll, expect, it} from 'vitest';
import {makeHome} from './hostwright.ts';

const home = makeHome();
afterAll(() => home.remove());

it.each([
	['network.mtu', '', '(not set)\n             not given\n'],
	['network.mtu', 'mtu=9000 mtu=', '(removed)\n             from kernel argument mtu=\n'],
	['boot.arguments', 'mtu=9000 hugepages=4 quiet', 'hugepages=4 quiet\n                from kernel line\n'],
])('explain tells what became of %s on the line "%s"', async (name, line, said) => {
	const {stdout} = await home.run('explain', name, '--cmdline', line);
	expect(stdout).toContain(`${name}  ${said}`);
});
