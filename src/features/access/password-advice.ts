/** Advice on a password that somebody is choosing. It never blocks, and it never keeps or repeats the password. */

/** Passwords people think of first, and words that default installations ship. Compared without digits and marks round them. */
const COMMON = new Set(
	(
		'password passwort passw0rd p@ssw0rd p@ssword admin administrator root redhat ovirt debian centos fedora ubuntu linux ' +
		'server secret geheim changeme letmein welcome master monkey dragon iloveyou qwerty qwertz azerty asdf test default ' +
		'login guest system manager cluster hypervisor virtual libvirt cisco calvin toor sunshine football hostwright'
	).split(' '),
);

/** Rows of keys and runs of letters and digits, forward; reversed ones are looked for too. */
const RUNS = [
	'abcdefghijklmnopqrstuvwxyz',
	'01234567890',
	'qwertyuiop',
	'qwertzuiop',
	'azertyuiop',
	'asdfghjkl',
	'yxcvbnm',
	'zxcvbnm',
];

/** Characters in a row that make a run worth naming. */
const RUN_LENGTH = 4;

const backwards = (text: string) => Array.from(text).reverse().join('');
const ALL_RUNS = [...RUNS, ...RUNS.map(backwards)];

/** The longest piece of `low` that is a run, when it covers half of it or more. */
function runIn(low: string): boolean {
	let covered = 0;
	for (let at = 0; at < low.length;) {
		let length = 1;
		while (at + length < low.length && ALL_RUNS.some(run => run.includes(low.slice(at, at + length + 1))))
			length += 1;
		if (length >= RUN_LENGTH) covered += length;
		at += length;
	}
	return covered > 0 && covered * 2 >= low.length;
}

const classes = (text: string) =>
	[/\p{Ll}|\p{Lo}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{L}\p{Nd}]/u].filter(kind => kind.test(text)).length;

/** Undoes the usual replacements of letters by digits and marks. */
const plain = (low: string) =>
	low
		.replaceAll('0', 'o')
		.replaceAll('1', 'i')
		.replaceAll('3', 'e')
		.replaceAll('@', 'a')
		.replaceAll('$', 's')
		.replaceAll('5', 's');

function isCommon(low: string): boolean {
	const core = low.replace(/^[\d\W_]+|[\d\W_]+$/g, '');
	return [low, core, plain(low), plain(core)].some(word => COMMON.has(word));
}

/**
 * Whole sentences about what makes a password easy to guess, the gravest first; none when nothing speaks against it.
 * A long phrase of words is fine, whatever its characters. `users` are names it should not contain.
 */
export function passwordAdvice(password: string, users: readonly string[] = ['admin', 'root']): readonly string[] {
	const length = Array.from(password).length;
	if (length === 0) return [];
	const low = password.toLowerCase();
	const user = users.find(name => name.length > 2 && low.includes(name.toLowerCase()));
	return [
		...(length < 8
			? [`It has ${length} ${length === 1 ? 'character' : 'characters'}; 12 or more are hard to guess.`]
			: []),
		...(isCommon(low) ? ['It is one of the first that anybody would try.'] : []),
		...(user === undefined ? [] : [`It contains the user name "${user}".`]),
		...(length >= 4 && new Set(low).size <= 2 ? ['It repeats the same one or two characters.'] : []),
		...(runIn(low) ? ['It follows the alphabet, the digits or a row of keys.'] : []),
		...(length < 16 && classes(password) === 1
			? ['It has only one kind of character; mix letters, digits and marks.']
			: []),
	];
}
