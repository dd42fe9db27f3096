import {ReportList} from './report-list.tsx';
import {usePages} from './setting.ts';

export function SupportPage() {
	const {setup} = usePages();
	return (
		<ReportList
			reports={setup.reports.logs}
			words="The journal and the logs of this host, the newest 1000 lines of each."
			help={['Enter shows a log, F8 comes here from every page.']}
		/>
	);
}
