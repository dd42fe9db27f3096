/** A machine described by its disks, the least a test must say. */

export type Signature = {
	readonly type: string;
	readonly label?: string;
	readonly uuid?: string;
	readonly offset?: number;
};

export type DrawnPart = {
	readonly label?: string;
	/** Bytes; parts follow each other from 1 MiB. */
	readonly size: number;
	readonly holds?: Signature;
	readonly at?: string;
};

/** What stands on a disk or on its last part: a volume, an array. */
export type DrawnChild = {
	readonly name: string;
	readonly kname: string;
	readonly type: string;
	readonly size: number;
	readonly at?: string;
};

export type DrawnDisk = {
	readonly name: string;
	readonly size: number;
	readonly tran: string | null;
	readonly chain: string;
	/** Place in sysfs up to and without `/block/NAME`. */
	readonly place: string;
	readonly vendor?: string;
	readonly model?: string;
	readonly serial?: string;
	readonly wwn?: string;
	readonly byId?: string;
	readonly byPath?: string;
	readonly rota?: boolean;
	readonly readOnly?: boolean;
	readonly removable?: boolean;
	readonly type?: string;
	readonly at?: string;
	readonly holds?: readonly Signature[];
	readonly parts?: readonly DrawnPart[];
	readonly child?: DrawnChild;
	/** CONFIG of a host of ours: what debugfs prints; undefined output: not readable. */
	readonly config?: {readonly about?: string; readonly names?: readonly string[]};
	/** This is a path of a multipath map. */
	readonly map?: {readonly name: string; readonly kname: string};
};

export type DrawnMachine = {
	readonly disks: readonly DrawnDisk[];
	/** The map that stands for the paths which name it. */
	readonly maps?: ReadonlyArray<{
		readonly name: string;
		readonly kname: string;
		readonly holds: readonly Signature[];
	}>;
	readonly volumes?: ReadonlyArray<{
		readonly name: string;
		readonly uuid: string;
		readonly group: string;
		readonly tags?: string;
	}>;
	/** Extra lines of /proc/self/mountinfo. */
	readonly mounts?: readonly string[];
	readonly swaps?: readonly string[];
	readonly files?: Readonly<Record<string, string>>;
	readonly folders?: Readonly<Record<string, readonly string[]>>;
	readonly links?: Readonly<Record<string, string>>;
	readonly refused?: Readonly<Record<string, string>>;
	readonly asks?: ReadonlyArray<{
		readonly command: readonly string[];
		readonly stdout: string;
		readonly code?: number;
	}>;
	/** Further paths that are there. */
	readonly present?: readonly string[];
	readonly loops?: ReadonlyArray<{
		readonly name: string;
		readonly size: number;
		readonly at: string;
		readonly file: string;
	}>;
};
