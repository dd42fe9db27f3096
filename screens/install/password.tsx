/** Page: the password of admin. Weak ones are named, never refused. It is hashed here, before it is an answer. */
import {Box} from 'ink';
import {useState} from 'react';
import {Prose, SettingField, TextField} from '../../src/tui/index.ts';
import {formOf, provenanceOf} from '../settings/form.ts';
import {Page} from './page.tsx';
import {stopOn} from './pages.ts';
import {passwordHints, passwordStop} from '../settings/passwords.ts';
import {useWalk} from './walk.ts';

const ADMIN = 'access.adminPassword';
const MUST_CHANGE = 'access.mustChange';

export function PasswordPage() {
	const {installer, snapshot, drafts, draft, next} = useWalk();
	const [busy, setBusy] = useState(false);
	const [tried, setTried] = useState(false);
	const given = snapshot.answers.get(ADMIN);
	const preset = given !== undefined && given.text !== '' && given.source.rank !== 'typed';
	const {password, again} = drafts;
	const typed = password !== '' || again !== '';
	const stop = passwordStop(drafts, preset);
	const other = stopOn(
		'password',
		snapshot.problems.filter(({setting}) => setting !== ADMIN || (preset && !typed)),
	);
	const go = async () => {
		if (busy) return;
		if (typed && given?.source.rank !== 'typed') {
			setBusy(true);
			await installer.typePassword(ADMIN, password);
			// Said in so many words: the same hash from a kernel line would have to be changed at first login.
			installer.type({[MUST_CHANGE]: 'no'});
		}
		next();
	};
	const change = (part: {password?: string; again?: string}) => {
		draft(part);
		// An older hash would speak for a password that is no longer shown.
		if (given?.source.rank === 'typed') installer.untype(ADMIN, MUST_CHANGE);
	};
	const where = provenanceOf(ADMIN, given);
	return (
		<Page
			name="password"
			problem={other?.message ?? (tried ? stop : undefined)}
			provenance={busy ? 'hashing the password ...' : undefined}
			onEnter={() => {
				setTried(true);
				if (stop === undefined && !other) void go();
			}}
		>
			<Prose after>
				{preset
					? 'A password of admin is given already; leave both fields empty to keep it.'
					: 'admin logs in at the console with this password and configures the host.'}
			</Prose>
			<TextField
				id={ADMIN}
				label="Password of admin"
				secret
				value={password}
				onChange={text => change({password: text})}
				provenance={where}
			/>
			<TextField
				label="The same again"
				secret
				value={again}
				onChange={text => change({again: text})}
				provenance={where}
			/>
			<Box marginTop={1} flexDirection="column" flexShrink={0}>
				{passwordHints(drafts).map(line => (
					<Prose key={line} indent={8}>
						{line}
					</Prose>
				))}
			</Box>
			<Box marginTop={1} flexShrink={0}>
				<SettingField name="access.sshPasswordLogin" form={formOf(installer, snapshot)} />
			</Box>
		</Page>
	);
}
