/** The files a fresh host finds on CONFIG under /hostwright. */
import {features} from '../features/index.ts';
import type {ConfigFile} from '../features/storage/steps-config.ts';
import type {Host} from '../host/host.ts';
import {textOf, type Answers} from '../settings/answers.ts';
import {storeText} from '../sources/yaml-format.ts';
import {answerFileFor, kernelLineFor} from './equivalent.ts';

type Request = {
	readonly answers: Answers;
	readonly ids: {readonly disk: string};
	readonly image: {readonly path: string};
	readonly createdAt: string;
};

/** The store, who the host is, and the same answers through the other two doors (law 1), their secrets left out. */
export async function configFiles(host: Host, request: Request): Promise<readonly ConfigFile[]> {
	const {answers, ids, image, createdAt} = request;
	const about = {
		hostname: textOf(answers, 'network.hostname') ?? '',
		version: await imageVersion(host, image.path),
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

/** What the image calls itself (os-release(5)); empty when it does not say. */
export async function imageVersion(host: Host, image: string): Promise<string> {
	const stdout =
		(await textInImage(host, image, 'usr/lib/os-release')) || (await textInImage(host, image, 'etc/os-release'));
	const fields = new Map(
		[...stdout.matchAll(/^([A-Z_]+)=(.*)$/gm)].map(([, name = '', value = '']) => [
			name,
			value.replace(/^(["'])(.*)\1$/, '$2'),
		]),
	);
	return fields.get('IMAGE_VERSION') ?? fields.get('VERSION_ID') ?? '';
}

/** Empty when there is no such file; unsquashfs(1) follows no link that leads upwards, as distributions have one in /etc. */
const textInImage = async (host: Host, image: string, name: string) =>
	(await host.ask('unsquashfs', ['-cat', image, name])).stdout;
