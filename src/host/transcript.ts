/** What a rehearsal noted: the commands, files and bytes of a plan, in order, without its secrets. */

export type TranscriptEntry = {
	readonly kind:
		| ('run' | 'write' | 'bytes' | 'copy' | 'zero' | 'compare' | 'remove' | 'link' | 'folder' | 'flush' | 'sparse')
		| 'ask';
	/** One line: a command as one would type it, or what happens to which path. */
	readonly text: string;
	/** What goes to standard input or into the file. */
	readonly content?: string;
};

/** What `--rehearse` prints: one paragraph each, contents indented under their line. */
export function formatTranscript(entries: readonly TranscriptEntry[]): string {
	const lines = entries.flatMap(({kind, text, content}) => [
		`${kind.padEnd(8)}${text}`,
		...(content === undefined || content === ''
			? []
			: content
					.replace(/\n$/, '')
					.split('\n')
					.map(line => `  | ${line}`)),
	]);
	return lines.map(line => `${line}\n`).join('');
}

/** A command as a person would type it: only what a shell would take apart is quoted. */
export function commandLine(
	command: string,
	args: readonly string[],
	env: Readonly<Record<string, string>> = {},
): string {
	const words = [command, ...args].map(word =>
		/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`,
	);
	return [...Object.entries(env).map(([name, value]) => `${name}=${value}`), ...words].join(' ');
}

/**
 * Replaces each secret wherever it stands, also as JSON, YAML or a kernel line would write it.
 */
export function redact(text: string, secrets: readonly string[]): string {
	const forms = secrets
		.filter(secret => secret !== '')
		.flatMap(secret => [
			secret,
			JSON.stringify(secret).slice(1, -1),
			encodeURIComponent(secret),
			secret.replaceAll("'", "''"),
		])
		.sort((a, b) => b.length - a.length);
	return forms.reduce((left, form) => left.replaceAll(form, '[secret]'), text);
}
