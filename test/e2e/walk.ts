/** The walk-through as a person does it at the serial console: one screen after the other, every field by its label. */
import {choose, fill, fillSecret, keys, moveTo, press} from './hands.ts';
import type {SerialConsole} from './serial-console.ts';

/** A page of "More settings" that is opened, and what is done on it. */
type MorePage = readonly [title: string, fields: ReadonlyArray<Field>];
type Field =
	| {readonly label: string; readonly text: string}
	| {readonly label: string; readonly choice: string; readonly steps?: number}
	| {readonly label: string; readonly password: string};

export type PersonsAnswers = {
	/** As the line of the disk begins: its name. */
	readonly disk: string;
	/** Interfaces, by name; two become a bond. */
	readonly interfaces: readonly string[];
	readonly network: readonly Field[];
	readonly adminPassword: string;
	readonly more: readonly MorePage[];
};

export const FIRST_SCREEN = /1 of \d+ +Welcome/;

async function put(console: SerialConsole, field: Field): Promise<void> {
	if ('text' in field) return fill(console, field.label, field.text);
	if ('choice' in field) return choose(console, field.label, field.choice, field.steps);
	await fillSecret(console, field.label, field.password);
	await fillSecret(console, 'The same again', field.password);
}

/** From the first screen to the plan, which is on the screen then and not agreed to. */
export async function walkToPlan(console: SerialConsole, answers: PersonsAnswers): Promise<void> {
	await console.shows(/> Install[^]*Disks +\d+ found/);
	await press(console, keys.enter, /of \d+ {2}Keyboard[^]*> /);
	await press(console, keys.enter, /of \d+ {2}Boot disk[^]*> /);
	await moveTo(console, keys.down, new RegExp(`> +!? *${answers.disk} `));
	await press(console, keys.enter, /of \d+ {2}Data disks[^]*> /);
	await press(console, keys.enter, /of \d+ {2}Volumes[^]*> EFI/);
	await press(console, keys.enter, /of \d+ {2}Network[^]*> /);
	await network(console, answers);
	await press(console, keys.enter, /of \d+ {2}Password[^]*> Password/);
	await put(console, {label: 'Password of admin', password: answers.adminPassword});
	await moveTo(console, keys.tab, /> SSH login by password/);
	await press(console, ' ', /SSH login by password +\[x\]/);
	await press(console, keys.enter, /of \d+ {2}More settings[^]*> +Go on/);
	for (const page of answers.more) await morePage(console, page);
	await press(console, keys.home, /> +Go on/);
	await press(console, keys.enter, /of \d+ {2}Confirm[^]*Will be erased/);
}

/** Agrees to the plan that is on the screen, and switches the machine off when it is installed. */
export async function install(console: SerialConsole): Promise<void> {
	await console.type(keys.enter);
	await console.shows(/>\[ Reboot \] +\[ Power off \]/);
	await press(console, keys.right, /\[ Reboot \] +>\[ Power off \]/);
	await console.type(keys.enter);
}

async function network(console: SerialConsole, {interfaces, network: fields}: PersonsAnswers): Promise<void> {
	for (const name of interfaces) {
		await moveTo(console, keys.down, new RegExp(`> \\[.\\] ${name} `));
		const chosen = new RegExp(`> \\[x\\] ${name} `);
		if (!console.screen().some(line => chosen.test(line))) await press(console, ' ', chosen);
	}
	for (const field of fields) await put(console, field);
}

async function morePage(console: SerialConsole, [title, fields]: MorePage): Promise<void> {
	await moveTo(console, keys.down, new RegExp(`> +!? *${title} `));
	await press(console, keys.enter, new RegExp(`More settings: ${title}[^]*> `));
	for (const field of fields) await put(console, field);
	await press(console, keys.enter, /of \d+ {2}More settings {2,}|of \d+ {2}More settings$/m);
	await console.shows(new RegExp(`> +${title} `));
}
