/** What the engine's settings want of a host: a note for the unit that registers, and a password that somebody is there to end. */
import {describe, expect, it} from 'vitest';
import {engine} from '../../src/features/engine/index.ts';
import {lentPassword} from '../../src/features/engine/render.ts';
import {gather, valuesOf} from '../../src/session/answers.ts';
import {features} from '../../src/features/index.ts';
import {HASH} from './access/hosts.ts';
import {fileAt, PLATFORMS, rendering, textAt, wantedBy} from './rendered.ts';

const LINE = `management_server=engine.example.org:8443 rhevm_admin_password=${HASH}`;
const WISH = '/etc/hostwright/register';

describe.each(PLATFORMS)('on %s', (_, platform) => {
	it('the unit learns from a note that something else is asked for, and reads no hash there', () => {
		const wanted = wantedBy(engine, LINE, {platform});
		expect(textAt(wanted, WISH)).toMatch(
			/^# Written by hostwright .*\nserver=engine\.example\.org\nport=8443\ntrust=pin\ninsecure=no\npassword=[0-9a-f]{64}\n$/,
		);
		expect(fileAt(wanted, WISH)).toMatchObject({mode: 0o600});
		expect(wanted.services).toEqual([{unit: 'hostwright-register.service', package: 'hostwright', state: 'kept'}]);
		expect(wanted.waits).toEqual([]);
	});

	it('no engine, no note', () => {
		expect(wantedBy(engine, '', {platform}).files).toEqual([{path: WISH, absent: true}]);
	});

	it('a password is lent only where something ends it', () => {
		const values = valuesOf(engine, gather({features, cmdline: LINE, configs: []}).answers);
		const alone = valuesOf(
			engine,
			gather({features, cmdline: `rhevm_admin_password=${HASH}`, configs: []}).answers,
		);
		expect(lentPassword(values, rendering({platform}))).toEqual({lentPassword: HASH});
		expect(lentPassword(alone, rendering({platform}))).toEqual({});
		expect(lentPassword(values, rendering({platform, has: () => false}))).toEqual({});
		expect(wantedBy(engine, LINE, {platform, has: () => false}).waits).toEqual([
			'The temporary password of root is not set: nothing on this host would end it, because hostwright-register.service is not there.',
		]);
	});
});
