/** The image goes into a slot as it is. Its first block is written last: a torn slot is never readable. */
import type {Region} from '../../host/host.ts';
import type {Step} from '../../plan/step.ts';
import {partOf, regionOf, type Target} from './steps.ts';

/** An image: one squashfs file. */
export type Image = {readonly path: string; readonly size: number};

type Slot = 'A' | 'B';

/** Holds the squashfs superblock (96 bytes); the smallest write that every medium does at once or not at all. */
const HEAD = 4096;

const nameOf = (slot: Slot) => `ROOT-${slot}` as const;

/** All but the first block, read back from the medium behind itself: without that block nobody takes it for an image. */
export function writeSlotStep(target: Target, image: Image, slot: Slot): Step {
	const {start} = partOf(target, nameOf(slot));
	const {head, body} = splitImage(image);
	return {
		id: 'write-slot',
		title: `Write the image to slot ${slot}`,
		// It needs no file system, and takes as long as all the rest.
		after: ['partition'],
		async run(host, report) {
			await host.zero(regionOf(target, nameOf(slot), HEAD));
			await host.flush(target.path);
			await host.copyChecked(body, {path: target.path, offset: start + head.length}, done =>
				report({done: head.length + done, total: image.size}),
			);
		},
		done: host =>
			host.compare(body, {path: target.path, offset: start + head.length, length: body.length}).then(
				() => true,
				() => false,
			),
	};
}

/** The first block, when the mark on CONFIG says that the install is not complete. */
export function finishSlotStep(target: Target, image: Image, slot: Slot): Step {
	const {head} = splitImage(image);
	const place = regionOf(target, nameOf(slot), head.length);
	return {
		id: 'finish-slot',
		title: `Finish slot ${slot}`,
		async run(host) {
			await host.copyChecked(head, place);
		},
		async done(host) {
			const [written, wanted] = await Promise.all([host.readAt(place), host.readAt(head)]);
			return Buffer.from(written).equals(wanted);
		},
	};
}

function splitImage({path, size}: Image): {readonly head: Region; readonly body: Region} {
	const length = Math.min(HEAD, size);
	return {head: {path, offset: 0, length}, body: {path, offset: length, length: size - length}};
}
