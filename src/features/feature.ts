/** A feature: a section of settings with its rules over several values, its legacy kernel keys and what it wants of a host. */
import type {Wanted} from '../plan/wanted.ts';
import type {PartName, Platform} from '../platforms/platform.ts';
import type {Machine, Nic} from '../probes/machine.ts';
import type {Answers, Source} from '../settings/answers.ts';
import type {Settings, Values} from '../settings/setting.ts';

/** What a rule over several values of one section found. `setting` is the short name within the section. */
export type Finding = {
	readonly setting: string;
	readonly level?: 'error' | 'warning' | 'note';
	/** A whole sentence that shows the value and says what would be right. */
	readonly message: string;
};

/** What a legacy word means, as text, so that it meets the same rules as everything else. */
export type Legacy = {
	/** Full setting name to text. An empty text removes. */
	readonly settings?: Readonly<Record<string, string>>;
	/** Whole sentences for the operator. */
	readonly warnings?: readonly string[];
	/** Whole sentences; the word cannot be honoured. */
	readonly errors?: readonly string[];
};

/** The whole kernel line, for words that mean something only together (`ip=` and `netmask=`). */
export type Line = {
	/** Every value of the words with this name, in order; undefined for a bare word, `''` for `name=`. */
	all(name: string): ReadonlyArray<string | undefined>;
};

/** What answers mean together, found after the merge and before the rules: replaces one answer. */
export type Settled = {
	/** Full setting name; of any section. */
	readonly setting: string;
	readonly text: string;
	/** A `fact` when nobody said it in so many words; then it is neither printed nor stored. */
	readonly source: Source;
	/** A whole sentence for the operator, when the answer that was given is read as another. */
	readonly note?: string;
};

/** One of oVirt Node's kernel arguments (facts/ovirt-node.md section 1). */
export type LegacyKey = {
	/** For the reference: `ID[:NIC]`. Empty for a bare word. */
	readonly grammar: string;
	/** One sentence for the reference. */
	readonly help: string;
	/** Further words add to the list instead of replacing it (`nameserver=`). */
	readonly repeatable?: true;
	/** `value` is undefined for a bare word. Never throws. */
	read(value: string | undefined, line: Line): Legacy;
};

/** What one feature needs of another, as data: filled and read in the order of the features. */
export type Carried = {
	/** Hash of a password that lets root in by SSH for a while, whatever root has else. */
	readonly lentPassword?: string | undefined;
};

/** What rendering knows beside the values: the host the files are for. */
export type Rendering = {
	readonly platform: Platform;
	readonly nics: readonly Nic[];
	/** Bytes of RAM. */
	readonly memory: number;
	/** Which of the two programs has the network of this host. */
	readonly renderer: 'networkmanager' | 'networkd';
	readonly carried: Carried;
	/** Whether a part that a package brings is on the host. */
	has(part: PartName): boolean;
	/** The text a URL led to; undefined while it could not be fetched. */
	fetched(url: string): string | undefined;
	/** What is this host's alone and stays so (machine-id(5)), for names made from it; empty while it has none, as in an image. */
	readonly seed: string;
};

export type Feature<S extends Settings = Settings> = {
	/** The section: first half of every setting name. */
	readonly name: string;
	/** For a menu and the reference. */
	readonly title: string;
	readonly settings: S;
	readonly legacy?: Readonly<Record<string, LegacyKey>>;
	/** Merged answers that mean something else beside others. `machine` is the one to be installed, when it is known. */
	settle?(answers: Answers, machine?: Machine): readonly Settled[];
	/** Rules over several values of this section. Values that did not parse arrive as their default. */
	check?(values: Values<S>): readonly Finding[];
	/** Rules that need the machine to be installed; never asked when the target is a plain file. */
	suits?(values: Values<S>, machine: Machine): readonly Finding[];
	/** What others need to know of these values. */
	carries?(values: Values<S>, rendering: Rendering): Partial<Carried>;
	/** https URLs whose text `render` asks for. */
	fetches?(values: Values<S>): readonly string[];
	/** What these values want of a host. Pure: the same values and the same host give the same data. */
	render?(values: Values<S>, rendering: Rendering): Wanted;
};

/** Identity, for inference: `check` sees typed values. */
export function defineFeature<const S extends Settings>(feature: Feature<S>): Feature<S> {
	return feature;
}
