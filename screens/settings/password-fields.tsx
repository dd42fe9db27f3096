/** A password twice, of which only the hash becomes an answer. Weak ones are named, never refused. */
import {Box} from 'ink';
import {Prose, TextField} from '../../src/tui/index.ts';
import {settingOf} from './form.ts';
import {passwordHints, passwordStop} from './passwords.ts';
import {useSurroundings} from './surroundings.tsx';

/** Left empty both times, the one that is set stays. */
export function PasswordFields({name}: {name: string}) {
	const {form, passwords} = useSurroundings();
	const typed = passwords.typed(name);
	const {label} = settingOf(name);
	const isSet = form.text(name) !== '';
	const stop = passwords.tried ? passwordStop(typed, true) : undefined;
	const shared = {secret: true, disabled: form.closed, provenance: form.provenance(name)};
	return (
		<>
			<TextField
				{...shared}
				id={name}
				label={label}
				value={typed.password}
				onChange={password => passwords.type(name, {password})}
				hint={isSet ? 'left empty, the one that is set stays' : 'none is set'}
				problem={form.problem(name)}
			/>
			<TextField
				{...shared}
				label="The same again"
				value={typed.again}
				onChange={again => passwords.type(name, {again})}
				problem={stop}
			/>
			{typed.password !== '' && (
				<Box flexDirection="column" flexShrink={0}>
					{passwordHints(typed).map(line => (
						<Prose key={line} indent={6}>
							{line}
						</Prose>
					))}
				</Box>
			)}
		</>
	);
}
