/** Page: the disk this host boots from. Refused disks stay in the list and say why; all there is about one is said when asked. */
import {Box, Text, useWindowSize} from 'ink';
import {useState} from 'react';
import {mostPortable} from '../../src/features/storage/selector.ts';
import type {Disk} from '../../src/probes/machine.ts';
import {Actions, Prose, Table, TextField, useConsole, usePageHeight} from '../../src/tui/index.ts';
import {
	bootDiskOf,
	bootDiskProblem,
	bootRows,
	detailsOf,
	DISK_COLUMNS,
	firstChoice,
	tableRow,
	type DiskRow,
} from './disks.ts';
import {answer, provenanceOf} from '../settings/form.ts';
import {Page} from './page.tsx';
import {useWalk, type Walk} from './walk.ts';

/** Columns before the details, at least and at most: the disk's name stands there, and a blank behind it. */
const INDENT = {least: 12, most: 24} as const;
const DETAIL_LINES = 5;

/** A plain file is no disk of the machine: it is written now, and storage.bootDisk stays as it was given. */
function choose({installer, snapshot}: Pick<Walk, 'installer' | 'snapshot'>, disk: Disk): void {
	if (disk.bus === 'file' || snapshot.disk === disk.path) {
		installer.chooseDisk(disk.path);
		return;
	}
	installer.chooseDisk('');
	answer(installer, 'storage.bootDisk', mostPortable(disk, snapshot.machine?.disks));
}

/** What choosing the disk would say in a kernel line or on the command line; else what said it already. */
function provenance({snapshot}: Pick<Walk, 'snapshot'>, disk: Disk | undefined): string {
	if (!disk) return '';
	if (disk.bus === 'file') return `command line: --disk ${disk.path}`;
	const given = snapshot.answers.get('storage.bootDisk');
	if (given && given.source.rank !== 'typed' && bootDiskOf(snapshot) === disk) {
		return snapshot.disk === '' ? provenanceOf('storage.bootDisk', given) : `command line: --disk ${snapshot.disk}`;
	}
	return `kernel argument: hostwright.storage.bootDisk=${mostPortable(disk, snapshot.machine?.disks)}`;
}

export function BootDiskPage() {
	const walk = useWalk();
	const {installer, snapshot, setting, drafts, draft, next} = walk;
	const [other, setOther] = useState<string>();
	const [asked, setAsked] = useState('');
	const {linear} = useConsole();
	const height = usePageHeight();
	const rows = bootRows(snapshot, setting.imageSize, installer.describe);
	const chosen = bootDiskOf(snapshot);
	const wanted = drafts.highlighted || chosen?.path || firstChoice(rows)?.disk.path;
	const row = rows.find(({disk}) => disk.path === wanted) ?? rows[0];
	const take = (path: string) => {
		const disk = rows.find(each => each.disk.path === path)?.disk;
		if (!disk) return;
		choose(walk, disk);
		next();
	};
	const problem = drafts.highlighted === '' ? bootDiskProblem(snapshot) : undefined;
	return (
		<Page
			name="boot-disk"
			problem={problem}
			whole
			keys={[
				['Enter', 'continue'],
				['Space', 'details'],
			]}
			onEscape={other === undefined ? undefined : () => setOther(undefined)}
		>
			<Prose after>This host will boot from the disk you choose. ! holds data, x cannot serve.</Prose>
			<Table
				id="boot-disk"
				label="Boot disk"
				columns={DISK_COLUMNS}
				rows={rows.map(tableRow)}
				selected={wanted}
				onHighlight={path => {
					setAsked('');
					if (path !== wanted) draft({highlighted: path});
				}}
				onSelect={take}
				onAsk={path => setAsked(path === asked ? '' : path)}
				height={problem === undefined ? Math.max(3, height - 7 - DETAIL_LINES) : 3}
				provenance={provenance(walk, row?.disk)}
				empty={
					snapshot.machine
						? 'No disk was found. Plug one in and rescan, or name it.'
						: 'Looking for disks ...'
				}
			/>
			<Box marginTop={1} flexShrink={0}>
				{other === undefined ? (
					<Actions
						items={[
							{label: 'Other device', onPress: () => setOther('')},
							{label: snapshot.looking ? 'Looking ...' : 'Rescan', onPress: installer.rescan},
						]}
					/>
				) : (
					<OtherDevice
						text={other}
						onChange={setOther}
						onFound={disk => {
							setOther(undefined);
							draft({highlighted: disk.path});
						}}
					/>
				)}
			</Box>
			{row && problem === undefined && (linear || row.disk.path === asked) && <Details row={row} />}
		</Page>
	);
}

function Details({row}: {row: DiskRow}) {
	const {columns} = useWindowSize();
	const {disk, judged} = row;
	const {reasons} = judged;
	const indent = Math.min(Math.max(INDENT.least, disk.name.length + 2), INDENT.most);
	const lines = detailsOf(row, columns - indent - 2);
	return (
		<Box marginTop={1} flexShrink={0} flexDirection="column">
			{lines.map((line, index) => (
				<Text key={line} wrap="truncate">
					{` ${(index === 0 ? disk.name : '').slice(0, indent - 2).padEnd(indent - 1)}${line}`}
				</Text>
			))}
			{reasons.length > 0 && (
				<Prose bold indent={indent}>
					{reasons.join(' ')}
				</Prose>
			)}
		</Box>
	);
}

function OtherDevice({
	text,
	onChange,
	onFound,
}: {
	text: string;
	onChange: (text: string) => void;
	onFound: (disk: Disk) => void;
}) {
	const {installer} = useWalk();
	const [problem, setProblem] = useState<string>();
	const look = async () => {
		const found = await installer.find(text.trim());
		if ('disk' in found) onFound(found.disk);
		else setProblem(found.problem);
	};
	return (
		<TextField
			id="other-device"
			autoFocus
			label="Path of the disk"
			value={text}
			onChange={value => {
				setProblem(undefined);
				onChange(value);
			}}
			hint="a whole disk, such as /dev/sdz or /dev/disk/by-id/...; Enter looks for it, Esc leaves it"
			problem={problem}
			onSubmit={() => void look()}
		/>
	);
}
