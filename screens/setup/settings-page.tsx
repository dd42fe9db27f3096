/** A page of settings in setup: its fields, Apply and Reset, and what speaks against changing them here. */
import {Box} from 'ink';
import {useState} from 'react';
import {Actions, Prose, useConsole} from '../../src/tui/index.ts';
import {formOf} from '../settings/form.ts';
import type {SettingsPage} from '../settings/page.ts';
import {Surround} from '../settings/surroundings.tsx';
import {engineCover, EngineState} from './engine.tsx';
import {failuresOf, isChanged} from './menu.ts';
import {Page} from './page.tsx';
import {pingCover} from './ping.tsx';
import {usePages} from './setting.ts';
import {wiringCover} from './wiring.tsx';
import {workCover} from './work-cover.tsx';

/** What stands over a page, by the action that opens it. */
const COVERS = {ping: pingCover, wiring: wiringCover, engine: engineCover} as const;

export function SettingsPageView({page}: {page: SettingsPage}) {
	const {setup, snapshot, setting, passwords, typed, apply, forget} = usePages();
	const {linear} = useConsole();
	const [open, setOpen] = useState<keyof typeof COVERS>();
	const close = () => setOpen(undefined);
	const reason = page.sections.map(name => snapshot.closed.get(name)).find(why => why !== undefined);
	const closed = reason !== undefined;
	const form = {...formOf(setup, snapshot), closed};
	const changed = isChanged(page, snapshot, typed);
	const about = snapshot.problems.filter(({setting, level}) => level !== 'error' && page.settings.includes(setting));
	const back = () => {
		const {work} = setup.get();
		if (work.state === 'ended' && !('problem' in work.outcome)) forget(page.settings);
		setup.putAside();
	};
	/** What is not applied yet would be another engine tomorrow. A rehearsal applies nothing. */
	const connect = {
		label: 'Connect',
		disabled: form.text('engine.server') === '' || (changed && !setting.rehearsal),
		onPress: () => setOpen('engine'),
	};
	const items = [
		...(closed
			? []
			: [
					{label: 'Apply', onPress: () => apply(page)},
					{label: 'Reset', disabled: !changed, onPress: () => reset()},
				]),
		...(page.name === 'network' ? [{label: 'Ping', onPress: () => setOpen('ping')}] : []),
		...(page.name === 'network' && setting.running ? [{label: 'Wiring', onPress: () => setOpen('wiring')}] : []),
		...(page.name === 'engine' && !closed ? [connect] : []),
	];
	const reset = () => {
		forget(page.settings);
		setup.reset(page.settings);
	};
	const cover = workCover(snapshot.work, page, back) ?? (open && COVERS[open](close));
	return (
		<Page
			title={page.title}
			help={page.help}
			cover={cover}
			onEnter={closed || linear ? undefined : () => apply(page)}
			enter="apply"
			keys={[['Tab', 'move']]}
		>
			{reason !== undefined && (
				<Prose bold after>
					{reason}
				</Prose>
			)}
			{failuresOf(page, snapshot).map(({section, problem, at}) => (
				<Prose key={section} bold after>
					{`Failed when it was applied on ${at.slice(0, 16).replace('T', ' ')} UTC: ${problem}`}
				</Prose>
			))}
			{page.name === 'engine' && !closed && <EngineState registration={snapshot.status.registration} />}
			<Surround
				settings={page.settings}
				around={{
					...{form, passwords},
					...{machine: snapshot.machine, profiles: snapshot.profiles},
				}}
			>
				<page.Fields />
			</Surround>
			{about.map(({message}) => (
				<Prose key={message} before>
					{`${message}.`}
				</Prose>
			))}
			<Box marginTop={1} flexShrink={0}>
				<Actions items={items} />
			</Box>
		</Page>
	);
}
