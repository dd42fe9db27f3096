/** What a tool or a log says, over its page. */
import {Box} from 'ink';
import {useEffect, useState} from 'react';
import type {ReportNames} from '../../src/session/setup-state.ts';
import {Actions, TextView, usePageHeight, Waiting} from '../../src/tui/index.ts';
import type {Cover} from './page.tsx';
import {usePages} from './setting.ts';

type Named = ReportNames[number];

export const reportCover = (report: Named, onBack: () => void): Cover => ({
	...{title: `${report.title}: ${report.source}`, onBack},
	body: <Report key={report.id} report={report} onBack={onBack} />,
});

function Report({report: {id, title}, onBack}: {report: Named; onBack: () => void}) {
	const {setup} = usePages();
	const height = usePageHeight();
	const [lines, setLines] = useState<readonly string[]>();
	useEffect(() => {
		let gone = false;
		const read = async () => {
			const read = await setup.report(id);
			if (!gone) setLines(read);
		};
		void read();
		return () => {
			gone = true;
		};
	}, [setup, id]);
	return (
		<>
			{lines ? (
				<TextView label={title} lines={lines} height={height - 2} counts />
			) : (
				<Waiting>{' Asking the host ...'}</Waiting>
			)}
			<Box marginTop={1} flexShrink={0}>
				<Actions autoFocus items={[{label: 'Back', onPress: onBack}]} />
			</Box>
		</>
	);
}
