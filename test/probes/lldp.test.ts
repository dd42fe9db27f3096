/** Frames of switches, good and hostile. */
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {framesIn, neighbourIn} from '../../src/probes/lldp.ts';

/** As `tcpdump -xx` prints a frame. */
function printed(hex: string): string {
	const lines = (hex.match(/.{1,32}/g) ?? []).map((line, at) => {
		const groups = line.match(/.{1,4}/g) ?? [];
		return `\t0x${(at * 16).toString(16).padStart(4, '0')}:  ${groups.join(' ')}`;
	});
	return ['12:00:00.000000 LLDP, length 46', ...lines, ''].join('\n');
}

const HEAD = '0180c200000e02000000000188cc';
/** A chassis by its MAC address and a port by its MAC address. */
const UNNAMED = `${HEAD}020704020000000001040703020000000002060200780000`;

describe('a frame of LLDP', () => {
	it('has the address of a switch without a name', () => {
		const [frame] = framesIn(printed(UNNAMED));
		expect(frame && neighbourIn(frame)).toEqual({system: '02:00:00:00:00:01', port: '02:00:00:00:00:02', vlan: 0});
	});

	it('moves no cursor', () => {
		const name = Buffer.from('a\u001B[2Jb').toString('hex');
		const hex = `${UNNAMED.slice(0, -4)}0a06${name}0000`;
		const [frame] = framesIn(printed(hex));
		expect(frame && neighbourIn(frame)?.system).toBe('a?[2Jb');
	});

	it('is nothing when it is cut off, and whatever it holds is no failure', () => {
		const [cut] = framesIn(printed(UNNAMED.slice(0, HEAD.length + 12)));
		expect(cut && neighbourIn(cut)).toBeUndefined();
		fc.assert(
			fc.property(fc.uint8Array({maxLength: 80}), bytes => {
				const hex = HEAD + Buffer.from(bytes).toString('hex');
				for (const frame of framesIn(printed(hex))) {
					const found = neighbourIn(frame);
					expect(found?.system ?? '').not.toMatch(/[\0-\x1f\x7f]/);
				}
			}),
		);
	});
});
