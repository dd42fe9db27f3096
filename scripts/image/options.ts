/** What `npm run image` is asked for. */
import {parseArgs} from 'node:util';
import {kernels, type Kernel} from './packages.ts';

/** GRUB reads all of these in place; zstd images it does not (facts: image, section 3). */
const COMPRESSIONS = ['xz', 'gzip'] as const;

export type Options = {
	readonly kernel: Kernel;
	/** Codename of a Debian release; the machine's own when undefined. */
	readonly suite: string | undefined;
	readonly compression: (typeof COMPRESSIONS)[number];
	readonly libvirt: boolean;
	/** Folder for the products. */
	readonly output: string;
	/** Ignores the root file system that an earlier build kept. */
	readonly fresh: boolean;
};

const HELP = `usage: npm run image -- [OPTIONS]

Builds the image and its media into dist/image, as root.

  --kernel KIND         generic (default), or cloud: for virtual machines only
  --suite NAME          a Debian release; the one of this machine when absent
  --compression KIND    xz (default), or gzip: quicker to build, a third larger
  --libvirt             with qemu and libvirt
  --output DIR          where the products go
  --fresh               take packages anew, not as an earlier build kept them
`;

/** A mistake of who calls, or a machine that cannot build. A whole sentence. */
export class CannotBuild extends Error {
	override name = 'CannotBuild';
}

/** Undefined when help was asked for and printed. @throws {CannotBuild} */
export function readOptions(argv: readonly string[], output: string): Options | undefined {
	const {values} = parse(argv);
	if (values.help) {
		process.stdout.write(HELP);
		return undefined;
	}
	return {
		kernel: oneOf('--kernel', values.kernel ?? 'generic', kernels),
		compression: oneOf('--compression', values.compression ?? 'xz', COMPRESSIONS),
		suite: values.suite === undefined ? undefined : suiteName(values.suite),
		libvirt: values.libvirt ?? false,
		output: values.output ?? output,
		fresh: values.fresh ?? false,
	};
}

function parse(argv: readonly string[]) {
	const string = {type: 'string'} as const;
	const boolean = {type: 'boolean'} as const;
	const options = {
		...{kernel: string, suite: string, compression: string, output: string},
		...{libvirt: boolean, fresh: boolean, help: {...boolean, short: 'h'}},
	} as const;
	try {
		return parseArgs({args: [...argv], options, strict: true});
	} catch (error) {
		const said = error instanceof Error ? (error.message.split('. ')[0] ?? '') : String(error);
		throw new CannotBuild(`${said}; see: npm run image -- --help`);
	}
}

function oneOf<T extends string>(option: string, text: string, allowed: readonly T[]): T {
	const found = allowed.find(each => each === text);
	if (found !== undefined) return found;
	throw new CannotBuild(`${option} is "${text}"; give ${allowed.join(' or ')}.`);
}

function suiteName(text: string): string {
	if (/^[a-z]+$/.test(text)) return text;
	throw new CannotBuild(`--suite is "${text}"; give the codename of a Debian release, as in bookworm.`);
}
