/** An apply that is killed, really: each file is old or new, and the next apply comes to the very same as one that was not. */
import {mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {expect, it, onTestFinished} from 'vitest';
import {applyOn} from './apply-on.ts';
import {makeHome, runCommand} from './hostwright.ts';

/** So many kills, spread over all operations. */
const SAMPLE = 4;

/** What an apply writes beside files of sections differs by time and number. */
const OURS = /^etc\/hostwright\/(history|written\.json)/;

/** Every file and link, by name. */
function filesOf(root: string): ReadonlyMap<string, string> {
	const entries = readdirSync(root, {recursive: true, withFileTypes: true}).filter(each => !each.isDirectory());
	const files = entries.map((each): readonly [string, string] => {
		const file = path.join(each.parentPath, each.name);
		const text = each.isSymbolicLink() ? `link to ${readlinkSync(file)}` : readFileSync(file, 'utf8');
		return [path.relative(root, file), text];
	});
	return new Map(files.filter(([name]) => !OURS.test(name)).sort());
}

it('is taken up by the next one, wherever it was killed', async () => {
	const home = makeHome();
	const folder = mkdtempSync(path.join(os.tmpdir(), 'hostwright-'));
	onTestFinished(() => {
		home.remove();
		rmSync(folder, {recursive: true});
	});
	const program = path.join(import.meta.dirname, 'killed-apply.ts');
	const killed = async (root: string, at: number) =>
		runCommand(process.execPath, [program, root, String(at)], home.env);
	const fresh = (name: string) => {
		const root = path.join(folder, name);
		mkdirSync(path.join(root, 'etc/hostwright'), {recursive: true});
		const put = (file: string, text: string) => writeFileSync(path.join(root, 'etc', file), text);
		put('passwd', 'root:x:0:0::/root:/bin/sh\nadmin:x:1000:1000::/home/admin:/bin/sh\n');
		put('shadow', 'root:*:20000:0:99999:7:::\nadmin:!:20000:0:99999:7:::\n');
		put('os-release', 'ID=debian\n');
		put('hostwright/settings.yaml', 'version: 1\nlogging: {syslog: a.example.org}\nnetwork: {hostname: h1}\n');
		return root;
	};
	const first = fresh('first');
	const before = filesOf(first);
	const operations = await applyOn(first, 0);
	const after = filesOf(first);
	expect(operations).toBeGreaterThan(SAMPLE * 2);
	for (let kill = 1; kill <= SAMPLE; kill++) {
		const at = Math.ceil((operations * kill) / SAMPLE);
		const root = fresh(`killed-${at}`);
		expect((await killed(root, at)).code, `killed at ${at}`).toBe(128);
		for (const [name, text] of filesOf(root)) expect([before.get(name), after.get(name)], name).toContain(text);
		await applyOn(root, 0);
		expect(filesOf(root)).toEqual(after);
		rmSync(root, {recursive: true});
	}
});
