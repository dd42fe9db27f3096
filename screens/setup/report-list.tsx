/** A page that is a list of reports: Enter shows one. */
import {useState} from 'react';
import type {ReportNames} from '../../src/session/setup-state.ts';
import {Prose, Table} from '../../src/tui/index.ts';
import {Page, pageTitle, REPORTS_ID} from './page.tsx';
import {reportCover} from './report.tsx';
import {usePages} from './setting.ts';

export type ReportListProps = {
	readonly reports: ReportNames;
	/** One sentence over the list. */
	readonly words: string;
	readonly help: readonly string[];
};

export function ReportList({reports, words, help}: ReportListProps) {
	const {current, setup} = usePages();
	const [shown, setShown] = useState('');
	const report = reports.find(({id}) => id === shown);
	return (
		<Page
			title={pageTitle(current)}
			help={help}
			first={REPORTS_ID}
			keys={[
				['Up/Down', 'choose'],
				['Enter', 'show'],
			]}
			cover={report && reportCover(setup, report, () => setShown(''))}
		>
			<Prose after>{words}</Prose>
			<Table
				id={REPORTS_ID}
				label={pageTitle(current)}
				columns={[{title: 'What'}, {title: 'From'}]}
				rows={reports.map(({id, title, source}) => ({key: id, cells: [title, source]}))}
				onSelect={setShown}
			/>
		</Page>
	);
}
