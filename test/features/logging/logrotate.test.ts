/** Rotation: the edit of rsyslog's own file, read and carried out by logrotate itself. */
import {mkdir, readdir, truncate, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {editLogrotate, LOGROTATE_FILE, logrotateCheck} from '../../../src/features/logging/logrotate.ts';
import {logging} from '../../../src/features/logging/index.ts';
import {realHost} from '../../../src/host/real-host.ts';
import {el} from '../../../src/platforms/el.ts';
import {debian} from '../../../src/platforms/debian.ts';
import type {Platform} from '../../../src/platforms/platform.ts';
import {scratch} from '../../host/scratch.ts';
import {LOGROTATE} from '../packaged.ts';
import {fileAt, wantedBy} from '../rendered.ts';

const rotated = (text: string, line = '', platform: Platform = debian) => {
	const file = fileAt(wantedBy(logging, line, {platform}), LOGROTATE_FILE);
	return 'edit' in file ? file.edit(text) : undefined;
};

/** A scratch host: log files of these sizes in bytes, last rotated two months ago. */
async function host(sizes: Readonly<Record<string, number>>) {
	const dir = await scratch();
	await mkdir(join(dir, 'log'));
	for (const [name, size] of Object.entries(sizes)) {
		await writeFile(join(dir, 'log', name), 'x\n');
		await truncate(join(dir, 'log', name), size);
	}
	const before = new Date(Date.now() - 62 * 24 * 3600 * 1000);
	const stamp = `${before.getFullYear()}-${before.getMonth() + 1}-${before.getDate()}-0:0:0`;
	const states = Object.keys(sizes).map(name => `"${join(dir, 'log', name)}" ${stamp}\n`);
	await writeFile(join(dir, 'state'), `logrotate state -- version 2\n${states.join('')}`);
	return {
		dir,
		async rotate(text: string, ...options: readonly string[]) {
			const here = text
				.replaceAll('/var/log/', `${dir}/log/`)
				.replace(/^.*rsyslog-rotate$|^.*systemctl.*$/m, '\t\ttrue');
			await writeFile(join(dir, 'rsyslog'), here, {mode: 0o644});
			const ran = await realHost().ask('logrotate', [
				...options,
				'--state',
				join(dir, 'state'),
				join(dir, 'rsyslog'),
			]);
			return {...ran, logs: (await readdir(join(dir, 'log'))).sort()};
		},
	};
}

describe('the file of rsyslog', () => {
	it('has our lines first in each block, and keeps everything else', () => {
		expect(rotated(LOGROTATE.debian)).toBe(`/var/log/syslog
/var/log/kern.log
{
	# Written by hostwright from its settings; changes here are overwritten.
	daily
	minsize 1024k
	rotate 28
	missingok
	notifempty
	compress
	delaycompress
	sharedscripts
	postrotate
		/usr/lib/rsyslog/rsyslog-rotate
	endscript
}
`);
		expect(rotated(LOGROTATE.el, 'logrotate_max_size=64 logrotate_interval=monthly')).toBe(`/var/log/cron
/var/log/messages
{
	# Written by hostwright from its settings; changes here are overwritten.
	monthly
	minsize 64k
	rotate 1
    missingok
    sharedscripts
    postrotate
        /usr/bin/systemctl -s HUP kill rsyslog.service >/dev/null 2>&1 || true
    endscript
}
`);
	});

	it('is edited once: again changes nothing, and another setting leaves nothing of the first', () => {
		for (const text of Object.values(LOGROTATE)) {
			const once = rotated(text) ?? '';
			expect(rotated(once)).toBe(once);
			expect(rotated(rotated(once, 'logrotate_interval=weekly') ?? '')).toBe(once);
		}
	});

	it('keeps what a script says, and what stands outside of blocks', () => {
		const text = 'weekly\n/var/log/a {\n\tprerotate\n\t\tdaily --size 5\n\tendscript\n\tsize 5k\n}\n# rotate {\n';
		expect(rotated(text)).toBe(
			[
				...[
					'weekly',
					'/var/log/a {',
					'\t# Written by hostwright from its settings; changes here are overwritten.',
				],
				...[
					'\tdaily',
					'\tminsize 1024k',
					'\trotate 28',
					'\tprerotate',
					'\t\tdaily --size 5',
					'\tendscript',
					'}',
					'# rotate {',
					'',
				],
			].join('\n'),
		);
	});

	it('is not made up where rsyslog is not installed', () => {
		expect(editLogrotate(undefined, {maxSize: 1, interval: 'daily'})).toBeUndefined();
	});
});

describe.each([debian, el])('logrotate on $title', platform => {
	const installed = LOGROTATE[platform.name];
	const logs = platform.name === 'debian' ? {small: 'syslog', large: 'kern.log'} : {small: 'cron', large: 'messages'};
	const sizes = {[logs.small]: 1023 * 1024, [logs.large]: 1025 * 1024};

	it.each(['daily', 'weekly', 'monthly'])('reads it without a word of error: %s', async interval => {
		const {rotate} = await host(sizes);
		const {code, stderr} = await rotate(
			rotated(installed, `logrotate_interval=${interval}`, platform) ?? '',
			'--debug',
		);
		expect(code).toBe(0);
		expect(stderr).not.toMatch(/^error:/m);
		expect(stderr).not.toMatch(logrotateCheck.refuses ?? /./);
		expect(stderr).toContain('only log files >= 1048576 bytes are rotated');
	});

	it('rotates from 1024 KiB on, which is 1 MiB', async () => {
		const {rotate} = await host(sizes);
		const {code, logs: found} = await rotate(rotated(installed, '', platform) ?? '');
		expect(code).toBe(0);
		expect(found).toContain(`${logs.large}.1`);
		expect(found).not.toContain(`${logs.small}.1`);
		// What the ancestor wrote: a number without k, which is bytes.
		const {logs: all} = await rotate((rotated(installed, '', platform) ?? '').replace('1024k', '1024'));
		expect(all).toContain(`${logs.small}.1`);
	});

	it('rotates a small one too when it is forced to', async () => {
		const {rotate} = await host(sizes);
		const {logs: found} = await rotate(rotated(installed, '', platform) ?? '', '--force');
		expect(found).toEqual(expect.arrayContaining([`${logs.small}.1`, `${logs.large}.1`]));
	});
});

describe('the check', () => {
	const installed = LOGROTATE.debian;

	it.each([
		['a size it cannot read', (text: string) => text.replace('1024k', '1.5M')],
		['a word it does not know', (text: string) => text.replace('daily', 'dayly')],
		['a log that is named twice', (text: string) => `${text}/var/log/syslog {\n}\n`],
	])('refuses %s', async (_, spoil) => {
		const {rotate} = await host({});
		const {stderr} = await rotate(spoil(rotated(installed) ?? ''), '--debug');
		const errors = stderr.split('\n').filter(line => logrotateCheck.refuses?.test(line));
		expect(errors).not.toEqual([]);
	});

	it('does not fail for the file of somebody else', () => {
		expect('error: other:3 unknown option').not.toMatch(logrotateCheck.refuses ?? /./);
		expect('error: /etc/logrotate.d/rsyslog:3 unknown option').toMatch(logrotateCheck.refuses ?? /^$/);
	});
});
