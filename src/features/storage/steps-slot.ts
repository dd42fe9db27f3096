/** The image goes into a slot as it is. Its first block is written last: a torn slot is never readable. */
import type {Step} from '../../plan/step.ts';
import {partOf, regionOf, type Target} from './steps.ts';

/** An image: one squashfs file. */
export type Image = {readonly path: string; readonly size: number};

type Slot = 'A' | 'B';

/** Holds the squashfs superblock (96 bytes); the smallest write that every medium does at once or not at all. */
const HEAD = 4096;

const nameOf = (slot: Slot) => `ROOT-${slot}` as const;

export function writeSlotStep(target: Target, image: Image, slot: Slot): Step {
	const head = Math.min(HEAD, image.size);
	return {
		id: 'write-slot',
		title: `Write the image to slot ${slot}`,
		async run(host, report) {
			const {start} = partOf(target, nameOf(slot));
			await host.zero(regionOf(target, nameOf(slot), HEAD));
			await host.flush(target.path);
			const body = {path: image.path, offset: head, length: image.size - head};
			await host.copy(body, {path: target.path, offset: start + head}, done =>
				report({done: head + done, total: image.size}),
			);
			await host.flush(target.path);
			await host.copy({path: image.path, offset: 0, length: head}, {path: target.path, offset: start});
			await host.flush(target.path);
		},
		async done(host) {
			const written = await host.readAt(regionOf(target, nameOf(slot), head));
			const wanted = await host.readAt({path: image.path, offset: 0, length: head});
			return Buffer.from(written).equals(wanted);
		},
	};
}

/** Reads the whole slot back from the medium. Has no `done?`: only doing it tells. */
export function checkSlotStep(target: Target, image: Image, slot: Slot): Step {
	return {
		id: 'check-slot',
		title: `Check slot ${slot}`,
		run: (host, report) =>
			host.compare(
				{path: image.path, offset: 0, length: image.size},
				regionOf(target, nameOf(slot), image.size),
				done => report({done, total: image.size}),
			),
	};
}
