/** What tools print about disks that anybody wrote. */
import {expect, it} from 'vitest';
import {parseLoose, textAt} from '../../src/probes/loose-json.ts';

it('lets no control character through', () => {
	const printed = parseLoose('{"label": " photos\\u001b[31m\\u009b2J\\n\\u0007x\\u0000 "}');
	expect(textAt(printed, 'label')).toBe('photos?[31m?2J??x?');
});
