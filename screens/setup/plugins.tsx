import {Prose, Table} from '../../src/tui/index.ts';
import {Page, pageTitle} from './page.tsx';
import {usePages} from './setting.ts';

const FOLDER = '/etc/hostwright/plugins';

/** Says what is there and that nothing is done with it: plugins are not built yet. */
export function PluginsPage() {
	const {snapshot, current} = usePages();
	const {plugins} = snapshot;
	const words =
		plugins === undefined
			? 'not known yet'
			: plugins.length === 0
				? `There is no plugin on this host: ${FOLDER} is empty or not there.`
				: `These lie in ${FOLDER}. Nothing of them is loaded: this version of hostwright has no plugins yet.`;
	return (
		<Page title={pageTitle(current)} help={[`Plugins would lie in ${FOLDER}, where only root may write.`]}>
			<Prose after>{words}</Prose>
			{plugins !== undefined && plugins.length > 0 && (
				<Table
					label="Plugins"
					columns={[{title: 'Name'}]}
					rows={plugins.map(name => ({key: name, cells: [name]}))}
				/>
			)}
		</Page>
	);
}
