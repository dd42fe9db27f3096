import {ReportList} from './report-list.tsx';
import {usePages} from './setting.ts';

export function DiagnosticsPage() {
	const {setup} = usePages();
	return (
		<ReportList
			reports={setup.reports.diagnostics}
			words="What the tools of this host say. Nothing is changed by looking."
			help={[
				'Enter shows what a tool says; Page keys look further. A tool that hangs is ended after 20 seconds.',
			]}
		/>
	);
}
