/**
 * The only door to the machine. Implementations: real, rehearsal (writes a transcript, changes nothing), recorded (answers
 * from a folder) and failing (fault injection). Nothing below bin/ asks which one it has.
 */

export type Ran = {readonly code: number; readonly stdout: string; readonly stderr: string};

export type RunOptions = {
	/** To standard input. The way for secrets: never in `args` (law 7). */
	readonly input?: string | Uint8Array;
	/** Added to a minimal environment (PATH, LC_ALL=C). */
	readonly env?: Readonly<Record<string, string>>;
	/** Exit codes that are not failures; 0 when absent. */
	readonly accept?: readonly number[];
	/** The tool is ended after so many seconds, and answers code 124 as under timeout(1). */
	readonly seconds?: number;
	/** Input and output hold secrets: transcripts and journals say only that it ran. */
	readonly secret?: true;
};

/** A tool failed. The message is a sentence with the tool, its code and the last line of stderr; never a stack. */
export class CommandFailed extends Error {
	override name = 'CommandFailed';
	readonly command: string;
	readonly ran: Ran;
	constructor(command: string, ran: Ran) {
		const last = ran.stderr.trim().split('\n').at(-1) ?? '';
		super(`${command} ended with code ${ran.code}${last ? `: ${last}` : ''}`);
		this.command = command;
		this.ran = ran;
	}
}

/** A file or device could not be read or written: path, what was tried, errno name. */
export class HostFailed extends Error {
	override name = 'HostFailed';
	readonly path: string;
	readonly code: string;
	constructor(path: string, doing: string, code: string) {
		super(`${doing} ${path} failed: ${code}`);
		this.path = path;
		this.code = code;
	}
}

export type WriteOptions = {
	/** 0644 when absent. */
	readonly mode?: number;
	readonly secret?: true;
	/** Of no use once we are gone, such as what is built before it is copied in: neither atomic nor on the medium. */
	readonly draft?: true;
};

export type Stat = {
	readonly kind: 'file' | 'directory' | 'block' | 'character' | 'link' | 'other';
	/** Bytes; for block devices the size of the device. */
	readonly size: number;
	readonly mode: number;
	readonly uid: number;
	readonly gid: number;
	/** Of a plain file: which one it is, device and inode, whatever it is called. */
	readonly inode?: string;
	/** Of a plain file: bytes it takes up, which are fewer than its size when it is sparse. */
	readonly taken?: number;
	/** Of a plain file: when it was last written to or changed otherwise, nanoseconds since 1970 (ctime). */
	readonly changed?: string;
};

/** A stretch of a file or block device, in bytes. */
export type Region = {readonly path: string; readonly offset: number; readonly length: number};

/** Called with bytes done so far. */
export type OnBytes = (done: number) => void;

/** Held until `release`, or until the process dies. */
export type Lock = {release(): Promise<void>};

/**
 * Whom a connection believes. `anybody`: the certificate is not looked at, which is good only for asking for something that is judged
 * by itself afterwards, and never for sending a secret. `ca`: PEM of the one authority that counts.
 */
export type Trust = 'system' | 'anybody' | {readonly ca: string};

export type WebRequest = {
	/** https, and http where it is `plain`. */
	readonly url: string;
	readonly trust: Trust;
	/** Nothing secret is sent, and what is answered is not believed: http will do. */
	readonly plain?: true;
	/** GET when absent. */
	readonly method?: 'GET' | 'POST';
	readonly headers?: Readonly<Record<string, string>>;
	readonly body?: string;
	/** Something becomes of it at the other end: a rehearsal notes it and does not send it. */
	readonly acts?: true;
	/** For all of it; 20 when absent. */
	readonly seconds?: number;
};

/** What a server said, whatever its status; redirects are not followed. Names of headers are lower case. */
export type WebAnswer = {
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	readonly text: string;
};

/** Why nobody answered. */
export type NoAnswer = {
	/** End of a sentence: `nothing answers there`. */
	readonly problem: string;
	/** As Node.js and OpenSSL call it: ECONNREFUSED, CERT_HAS_EXPIRED; TIMEOUT when time was up. */
	readonly code: string;
	/** The names in a certificate that is for others than the one that was asked for. */
	readonly names?: readonly string[];
};

/** What another host answered, with the milliseconds it took; or why nothing came, as the end of a sentence. */
export type Asked<T> = (T & {readonly milliseconds: number}) | {readonly problem: string};

export interface Host {
	/** Asks a tool something; changes nothing. A missing tool answers code 127. Never throws for an exit code. */
	ask(command: string, args: readonly string[], options?: RunOptions): Promise<Ran>;
	/** SHA-256 (hex) of the bytes a tool prints; undefined when it fails. Changes nothing. */
	sumOf(command: string, args: readonly string[]): Promise<string | undefined>;
	/** Runs a tool that changes the machine. @throws {CommandFailed} */
	run(command: string, args: readonly string[], options?: RunOptions): Promise<Ran>;

	/** Text of a file; undefined when there is none. @throws {HostFailed} for anything but absence */
	read(path: string): Promise<string | undefined>;
	/** Names in a folder, sorted; empty when there is none. */
	list(path: string): Promise<readonly string[]>;
	/** Where a path really leads, links followed; undefined when there is nothing. */
	resolve(path: string): Promise<string | undefined>;
	/** Does not follow a last link. */
	stat(path: string): Promise<Stat | undefined>;
	/** What a symbolic link says, as it says it; undefined when there is nothing. @throws {HostFailed} when it is no link */
	readLink(path: string): Promise<string | undefined>;

	/** Bytes that we may still write where this lies (statfs(2)); undefined when there is nothing. */
	room(path: string): Promise<number | undefined>;

	/** Whole file, atomically: temp beside it, fsync, rename, fsync of the folder. Makes folders. @throws {HostFailed} */
	write(path: string, content: string | Uint8Array, options?: WriteOptions): Promise<void>;
	/** A symbolic link, atomically, in place of a file or link that is there. Makes folders. @throws {HostFailed} */
	link(path: string, target: string): Promise<void>;
	/** 0700 unless said. No error when it exists. */
	makeDirectory(path: string, mode?: number): Promise<void>;
	/** Files and folders, recursively; no error when absent. */
	remove(path: string): Promise<void>;
	/** A sparse file of this many bytes, new. @throws {HostFailed} when it exists */
	makeSparse(path: string, size: number, mode?: number): Promise<void>;

	/** @throws {HostFailed} also when fewer bytes are there */
	readAt(region: Region): Promise<Uint8Array>;
	/** Into an existing file or device, never truncating. Not durable before `flush`. */
	writeAt(path: string, offset: number, bytes: Uint8Array): Promise<void>;
	/** Copies bytes into an existing file or device. Not durable before `flush`. */
	copy(from: Region, to: {path: string; offset: number}, onBytes?: OnBytes): Promise<void>;
	/**
	 * Copies, sends what was copied to the medium, and reads it back behind itself as `compare` does. Durable at its end;
	 * `onBytes` counts what was read back.
	 * @throws {HostFailed} naming the first differing offset
	 */
	copyChecked(from: Region, to: {path: string; offset: number}, onBytes?: OnBytes): Promise<void>;
	/** Zeroes; punches holes in files. */
	zero(region: Region): Promise<void>;
	/** fsync. */
	flush(path: string): Promise<void>;
	/**
	 * Reads `b` back from the medium, past the page cache where it can, and compares it with `a`, the original.
	 * @throws {HostFailed} naming the first differing offset
	 */
	compare(a: Region, b: Region, onBytes?: OnBytes): Promise<void>;

	/** An flock on the path, exclusive, not waiting; undefined when somebody else holds it. Released when our process dies. */
	lock(path: string): Promise<Lock | undefined>;
	/** Opens a block device O_EXCL and lets go at once; false when the kernel says it is in use. Files: true. */
	isFree(path: string): Promise<boolean>;

	/**
	 * The text an https URL leads to, TLS verified by what the system trusts; or why there is none, as the end of a sentence. Never
	 * throws. Changes nothing.
	 */
	fetch(url: string): Promise<{readonly text: string} | {readonly problem: string}>;
	/** Asks a web server. Never throws. Changes nothing on this host. */
	request(request: WebRequest): Promise<WebAnswer | NoAnswer>;

	/** What one name server, and no other, says of a name; no address when it knows of none. Never throws. Changes nothing. */
	lookUp(server: string, name: string): Promise<Asked<{readonly addresses: readonly string[]}>>;
	/** Seconds by which the clock of a time server is before ours (NTP). Never throws. Changes nothing. */
	askTime(server: string): Promise<Asked<{readonly offset: number}>>;
	/** Whether somebody takes TCP connections there. Never throws. Changes nothing. */
	connect(host: string, port: number): Promise<Asked<object>>;

	now(): Date;
	/** For display only (vendor, model, CPU): slow, so after first paint. */
	facts(): Promise<Facts>;
}

export type Facts = {
	readonly manufacturer: string;
	readonly product: string;
	readonly cpu: string;
	readonly cores: number;
	readonly os: string;
};
