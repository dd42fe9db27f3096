/** Page: what was changed on this host, what each change did, and the way back; what somebody changed beside all that. */
import {useState} from 'react';
import {Actions, Prose, Table, usePageHeight} from '../../src/tui/index.ts';
import {driftWords} from './change-words.ts';
import {Page, pageTitle, type Cover} from './page.tsx';
import {readCover} from './read-cover.tsx';
import {usePages, type Pages} from './setting.ts';
import {workCover} from './work-cover.tsx';

const CHANGES_ID = 'changes';

/** What is looked at: a change by its number, or what somebody changed. */
type Shown = number | 'drift' | undefined;

export function ChangesPage() {
	const pages = usePages();
	const {setup, snapshot, current} = pages;
	const {changes, drift} = snapshot;
	const height = usePageHeight();
	const [shown, setShown] = useState<Shown>();
	const back = () => {
		setup.putAside();
		setShown(undefined);
	};
	const isDrifted = (drift?.paths.length ?? 0) > 0;
	return (
		<Page
			title={pageTitle(current)}
			help={[
				'Enter shows what a change did; from there the settings can be taken back to how they were after it.',
				'The newest 200 changes are kept. The command is hostwright history.',
			]}
			first={CHANGES_ID}
			keys={[
				['Up/Down', 'choose'],
				['Enter', 'show'],
			]}
			cover={workCover(snapshot.work, {title: pageTitle(current)}, back) ?? coverOf(shown, pages, back)}
		>
			<Prose after>{driftWords(drift)}</Prose>
			{isDrifted && <Actions items={[{label: 'Show', onPress: () => setShown('drift')}]} />}
			<Table
				id={CHANGES_ID}
				label={pageTitle(current)}
				columns={[{title: 'No'}, {title: 'When (UTC)'}, {title: 'By'}, {title: 'What'}]}
				rows={(changes ?? []).map(({number, when, door, who, about}) => ({
					key: String(number),
					cells: [String(number), when, who || door, about],
				}))}
				height={height - (isDrifted ? 6 : 4)}
				empty={changes ? 'Nothing has been applied to this host yet.' : 'not known yet'}
				onSelect={key => setShown(Number(key))}
			/>
		</Page>
	);
}

function coverOf(shown: Shown, {setup, snapshot, setting}: Pages, onBack: () => void): Cover | undefined {
	if (shown === undefined) return undefined;
	if (shown === 'drift') {
		const {lines = [], sections = []} = snapshot.drift ?? {};
		const repair = {label: 'Write it again', onPress: () => void setup.plan({settings: [], sections})};
		const adopt = {label: 'Keep it so', onPress: () => void setup.adopt().then(onBack)};
		const reading = {
			label: 'What differs',
			title: 'Changed by somebody since it was written',
			read: async () => lines,
		};
		return readCover('drift', {...reading, actions: setting.rehearsal ? [repair] : [repair, adopt]}, onBack);
	}
	const revert = {label: 'Go back to here', onPress: () => void setup.planRevert(shown)};
	const title = `Change ${shown}`;
	return readCover(title, {label: title, title, read: async () => setup.change(shown), actions: [revert]}, onBack);
}
