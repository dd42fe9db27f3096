/** Page: the management network. */
import {FormProvider} from '../../src/tui/index.ts';
import {formOf} from '../settings/form.ts';
import {NetworkFields} from '../settings/network.tsx';
import {Page} from './page.tsx';
import {stopOn} from './pages.ts';
import {useWalk} from './walk.ts';

export function NetworkPage() {
	const {installer, snapshot, next} = useWalk();
	const stop = stopOn('network', snapshot.problems);
	return (
		<Page
			name="network"
			problem={stop?.message}
			whole={stop?.setting === 'network.interface' || stop?.setting === 'network.bondPorts'}
			onEnter={() => (stop ? undefined : next())}
			keys={[['Space', 'choose']]}
		>
			<FormProvider form={formOf(installer, snapshot)}>
				<NetworkFields machine={snapshot.machine} />
			</FormProvider>
		</Page>
	);
}
