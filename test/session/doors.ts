/** Answers through the doors and back: what a kernel line or a file says, and that the other door can say the same. */
import {expect} from 'vitest';
import type {Feature} from '../../src/features/feature.ts';
import type {Gathered} from '../../src/session/answers.ts';
import {gather} from '../../src/session/answers.ts';
import {answerFileFor, kernelLineFor} from '../../src/session/equivalent.ts';
import {textOf} from '../../src/settings/answers.ts';
import {allSettings, canonical} from '../../src/settings/section.ts';

const options = {once: true, secrets: true};

/** The doors of a set of features. */
export class Doors {
	readonly features: readonly Feature[];

	constructor(features: readonly Feature[]) {
		this.features = features;
	}

	byLine(cmdline: string): Gathered {
		return gather({features: this.features, cmdline, configs: []});
	}

	byFile(text: string): Gathered {
		return gather({features: this.features, configs: [{name: 'answers.yaml', text}]});
	}

	/** What is in force for every setting, defaults included, as its codec writes it. */
	inForce({answers}: Gathered): Readonly<Record<string, string>> {
		return Object.fromEntries(
			[...allSettings(this.features)].map(({name, setting}) => [
				name,
				canonical(setting, textOf(answers, name) ?? setting.default ?? ''),
			]),
		);
	}

	/** As an answer file, and from there as a kernel line, the answers stay the same. Answers with both texts. */
	through(first: Gathered): {readonly file: string; readonly line: string} {
		const {text: file} = answerFileFor(first.answers, this.features, options);
		const second = this.byFile(file);
		const {line} = kernelLineFor(second.answers, this.features, options);
		const third = this.byLine(line);
		expect(this.inForce(second)).toEqual(this.inForce(first));
		expect(this.inForce(third)).toEqual(this.inForce(first));
		expect([...unread(second), ...unread(third)]).toEqual([]);
		return {file, line};
	}
}

/** The sources must read everything; what rules say about odd combinations is not their business. */
export const unread = ({problems, unknownWords}: Gathered) => [
	...problems.filter(({setting, level}) => setting === '' && level === 'error'),
	...unknownWords,
];
