/** The files a fresh host finds on CONFIG under /hostwright. */
import {features} from '../features/index.ts';
import type {ConfigFile} from '../features/storage/steps-config.ts';
import {textOf, type Answers} from '../settings/answers.ts';
import {storeText} from '../sources/yaml-format.ts';
import {answerFileFor, kernelLineFor} from './equivalent.ts';

type Request = {
	readonly answers: Answers;
	readonly ids: {readonly disk: string};
	readonly image: {readonly version: string};
	readonly createdAt: string;
};

/** The store, who the host is, and the same answers through the other two doors (law 1), their secrets left out. */
export function configFiles(request: Request): readonly ConfigFile[] {
	const {answers, ids, image, createdAt} = request;
	const about = {
		hostname: textOf(answers, 'network.hostname') ?? '',
		version: image.version,
		installedAt: createdAt,
		disk: ids.disk,
	};
	return [
		{path: '/hostwright/settings.yaml', text: storeText(answers, features)},
		{path: '/hostwright/host.json', text: `${JSON.stringify(about, null, '\t')}\n`},
		{path: '/hostwright/answers.yaml', text: answerFileFor(answers, features).text},
		{path: '/hostwright/kargs.txt', text: `${kernelLineFor(answers, features).line}\n`},
	];
}
