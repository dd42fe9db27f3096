/** A host that changes nothing: it notes what would be done and answers reads as if the written files were there. */
import {createHash} from 'node:crypto';
import type {Host, Region, WebAnswer, WebRequest} from './host.ts';
import {Overlay} from './overlay.ts';
import {commandLine, redact, type TranscriptEntry} from './transcript.ts';

export type RehearsalHost = Host & {
	/** What was noted so far, without the secrets. */
	transcript(): readonly TranscriptEntry[];
	/** SHA-256 over all that was noted, secrets included: two rehearsals agree only when they would do the very same. */
	digest(): string;
};

type Note = (kind: TranscriptEntry['kind'], text: string, content?: string | Uint8Array, secret?: true) => void;

/**
 * @param options.secrets texts that the transcript replaces by `[secret]`; content declared secret is withheld altogether
 */
export function rehearsalHost(base: Host, options: {secrets: readonly string[]}): RehearsalHost {
	const entries: TranscriptEntry[] = [];
	const sum = createHash('sha256');
	const files = new Overlay(base);

	const note: Note = (kind, text, content, secret) => {
		for (const part of [kind, text, content ?? '']) sum.update(part).update('\0');
		const shown = secret ? '[secret]' : content === undefined ? undefined : readable(content);
		entries.push({
			kind,
			text: redact(text, options.secrets),
			...(shown === undefined ? {} : {content: redact(shown, options.secrets)}),
		});
	};

	return {
		ask: base.ask,
		sumOf: base.sumOf,
		run: async (command, args, {input, env, secret} = {}) => {
			note('run', commandLine(command, args, env), input, secret);
			return {code: 0, stdout: '', stderr: ''};
		},

		read: path => files.read(path),
		list: path => files.list(path),
		resolve: path => files.resolve(path),
		stat: path => files.stat(path),
		readLink: path => files.readLink(path),
		room: path => base.room(path),
		readAt: region => files.readAt(region),

		write: async (path, content, {mode = 0o644, secret} = {}) => {
			note('write', `${path}  (${mode.toString(8).padStart(4, '0')})`, content, secret);
			files.putFile(path, content, mode);
		},
		link: async (path, target) => {
			note('link', `${path} to ${target}`);
			files.putLink(path, target);
		},
		makeDirectory: async (path, mode = 0o700) => {
			note('folder', `${path}  (${mode.toString(8).padStart(4, '0')})`);
			files.putFolder(path, mode);
		},
		remove: async path => {
			note('remove', path);
			files.remove(path);
		},
		makeSparse: async (path, size, mode = 0o600) => {
			note('sparse', `${path}  ${size} bytes  (${mode.toString(8).padStart(4, '0')})`);
			files.putSparse(path, size, mode);
		},

		writeAt: async (path, offset, bytes) => note('bytes', `${bytes.length} bytes at ${offset} of ${path}`, bytes),
		copy: async (from, to, onBytes) => {
			note('copy', `${stretch(from)} to ${to.path} at ${to.offset}`);
			onBytes?.(from.length);
		},
		copyChecked: async (from, to, onBytes) => {
			note('copy', `${stretch(from)} to ${to.path} at ${to.offset}`);
			note('compare', `${stretch(from)} with ${stretch({...to, length: from.length})}`);
			onBytes?.(from.length);
		},
		zero: async region => note('zero', stretch(region)),
		flush: async path => note('flush', path),
		compare: async (a, b, onBytes) => {
			note('compare', `${stretch(a)} with ${stretch(b)}`);
			onBytes?.(a.length);
		},

		// Nothing is claimed: a rehearsal beside a running install must not stand in its way.
		lock: async () => ({release: async () => undefined}),
		isFree: path => base.isFree(path),
		fetch: url => base.fetch(url),
		request: async wanted => (wanted.acts ? noteRequest(note, wanted) : base.request(wanted)),
		lookUp: (server, name) => base.lookUp(server, name),
		askTime: server => base.askTime(server),
		connect: (host, port) => base.connect(host, port),
		now: () => base.now(),
		facts: () => base.facts(),
		transcript: () => entries,
		digest: () => sum.copy().digest('hex'),
	};
}

/** Nothing is sent: a proper answer is what the steps that follow rest on. */
function noteRequest(note: Note, {method = 'GET', url, body}: WebRequest): WebAnswer {
	note('ask', `${method} ${url}`, body, body === undefined ? undefined : true);
	return {status: 200, headers: {}, text: ''};
}

const stretch = ({path, offset, length}: Region) => `${length} bytes at ${offset} of ${path}`;

/** Text as it is; bytes as their number and digest, which nobody reads but everybody can compare. */
function readable(content: string | Uint8Array): string {
	if (typeof content === 'string') return content;
	const text = Buffer.from(content).toString('utf8');
	if (!/[\0-\x08\x0e-\x1f\x7f\ufffd]/.test(text)) return text;
	return `${content.length} bytes, sha256 ${createHash('sha256').update(content).digest('hex')}`;
}
