/** The menu as a page of its own, for linear mode. */
import {Menu} from '../../src/tui/index.ts';
import {Frame} from '../frame.tsx';
import {menuItems} from './menu.ts';
import {Quit} from './page.tsx';
import {usePages} from './setting.ts';

export function MenuPage() {
	const {snapshot, setting, go, typed} = usePages();
	return (
		<Frame
			mode={setting.rehearsal ? 'rehearsal' : 'setup'}
			host={snapshot.status.hostname ?? ''}
			tty={setting.tty}
			title="Setup"
			help={['Give the number of a page; :back asks how to leave.']}
			quit={onBack => <Quit onBack={onBack} />}
		>
			<Menu
				id="pages"
				label="Page"
				items={menuItems(snapshot, typed)}
				current="status"
				onChange={go}
				onOpen={() => undefined}
			/>
		</Frame>
	);
}
