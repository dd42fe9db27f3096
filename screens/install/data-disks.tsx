/** Page: further disks for logs and data. None is fine. The boot disk is always part of it. */
import {useState} from 'react';
import {storage} from '../../src/features/storage/index.ts';
import {mostPortable} from '../../src/features/storage/selector.ts';
import {Prose, Table, usePageHeight} from '../../src/tui/index.ts';
import {bootDiskOf, dataProblem, dataRows, DISK_COLUMNS, disksOf, tableRow} from './disks.ts';
import {answer, provenanceOf} from '../settings/form.ts';
import {Page} from './page.tsx';
import {stopOn} from './pages.ts';
import {useWalk} from './walk.ts';

const DISKS = 'storage.disks';

export function DataDisksPage() {
	const {installer, snapshot, next} = useWalk();
	const height = usePageHeight();
	const {machine} = snapshot;
	const boot = bootDiskOf(snapshot);
	const rows = dataRows(snapshot, installer.describe);
	const chosen = machine ? disksOf(snapshot.storage.disks, machine, boot) : [];
	const apps = machine ? disksOf(snapshot.storage.appDisks, machine, boot) : [];
	const problem = stopOn('data-disks', snapshot.problems)?.message ?? dataProblem(snapshot);
	/** Path of the disk that was chosen, or asked about, last, until the next one is looked at. */
	const [asked, setAsked] = useState('');
	const row = rows.find(({disk}) => disk.path === asked);
	const reasons = row && row.disk !== boot ? row.judged.reasons : [];
	const choose = (paths: readonly string[]) => {
		const before = chosen.map(({path}) => path);
		setAsked(paths.find(path => path !== boot?.path && !before.includes(path)) ?? '');
		const disks = rows.map(({disk}) => disk).filter(disk => paths.includes(disk.path) && disk !== boot);
		answer(installer, DISKS, storage.settings.disks.format(disks.map(disk => mostPortable(disk, machine?.disks))));
	};
	return (
		<Page
			name="data-disks"
			problem={problem}
			whole
			onEnter={() => (problem === undefined ? next() : undefined)}
			keys={[['Space', 'choose']]}
		>
			<Prose after>
				{`Further disks for logs and data. With none, all lies on ${boot?.name ?? 'the boot disk'}.`}
			</Prose>
			<Table
				id={DISKS}
				label="Data disks"
				multi
				onHighlight={() => setAsked('')}
				onAsk={setAsked}
				selected={rows.find(({disk}) => disk !== boot)?.disk.path}
				columns={DISK_COLUMNS}
				rows={rows.map(tableRow)}
				chosen={[...(boot ? [boot.path] : []), ...chosen.map(({path}) => path)]}
				onChoose={choose}
				height={Math.max(3, height - 9)}
				provenance={provenanceOf(DISKS, snapshot.answers.get(DISKS))}
			/>
			{reasons.length > 0 && (
				<Prose before after>
					{reasons.join(' ')}
				</Prose>
			)}
			{apps.length > 0 && (
				<Prose
					after
				>{`For applications (AppVG): ${apps.map(({name}) => name).join(', ')}, ${provenanceOf('storage.appDisks', snapshot.answers.get('storage.appDisks'))}.`}</Prose>
			)}
		</Page>
	);
}
