/** Makes the changes of one section and keeps the record of it, so that whoever comes after an interruption knows what was begun. */
import {dirname} from 'node:path';
import {isTemporaryOf} from '../../host/files.ts';
import type {Host} from '../../host/host.ts';
import type {Changes} from './changes.ts';
import {isSame, stateOf, type FileChange} from './files.ts';
import {makeChanges, type OnDoing} from './make-changes.ts';
import {keepRecord, readRecord, type SectionRecord} from './record.ts';

/**
 * The record comes before the first file and after the last service. Nothing is written when nothing changes.
 * @throws {Error} whose message is a sentence, as makeChanges does
 */
export async function applySection(host: Host, section: string, changes: Changes, onDoing?: OnDoing): Promise<void> {
	const {files, left} = changes;
	const record = await readRecord(host, section);
	await clearUp(host, record);
	if (files.length > 0) {
		const begun = files.map(({path, before, after}) => ({path, before, after}));
		await keepRecord(host, section, {left: record.left, begun});
	}
	try {
		await makeChanges(host, changes, onDoing);
	} catch (error) {
		if (await areBack(host, files)) await keepRecord(host, section, {left: record.left, begun: []}).catch(ignored);
		throw error;
	}
	await keepRecord(host, section, {left, begun: []});
}

/** What a process that was killed while it wrote has left beside the files. */
async function clearUp(host: Host, {begun}: SectionRecord): Promise<void> {
	for (const {path} of begun) {
		const folder = dirname(path);
		for (const name of await host.list(folder)) {
			if (isTemporaryOf(path, name)) await host.remove(`${folder}/${name}`);
		}
	}
}

async function areBack(host: Host, files: readonly FileChange[]): Promise<boolean> {
	try {
		for (const {path, before} of files) {
			if (!isSame(await stateOf(host, path), before)) return false;
		}
		return true;
	} catch {
		return false;
	}
}

/** The error that this follows is the one to be told; the record goes on saying that the section was begun. */
const ignored = () => undefined;
