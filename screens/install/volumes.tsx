/** Page: how large each part becomes, with what is left of the disk beside it. */
import {Box} from 'ink';
import {useState} from 'react';
import {diskSize} from '../../src/features/storage/size.ts';
import {FlagField, Prose, SettingField, type Form} from '../../src/tui/index.ts';
import {bootDiskOf} from './disks.ts';
import {answer, fieldText, formOf} from '../settings/form.ts';
import {Page} from './page.tsx';
import {stopOn} from './pages.ts';
import {APP_SIZES, freeLine, SIZES, spaceOf, swapLine} from './sizes.ts';
import {useWalk} from './walk.ts';

const DATA = 'storage.dataSize';

export function VolumesPage() {
	const {installer, snapshot, next} = useWalk();
	const [changed, setChanged] = useState('');
	const space = spaceOf(snapshot, changed);
	const takesRest = fieldText(snapshot, DATA) === '-1';
	/** The field of DATA's size was asked for: it stays while it is empty. */
	const [sized, setSized] = useState(false);
	const fills = takesRest && !sized;
	const stop = stopOn('volumes', snapshot.problems)?.message ?? space?.tooLarge?.message;
	const plain = formOf(installer, snapshot);
	const form: Form = {
		...plain,
		set(name, text) {
			setChanged(name.replace('storage.', ''));
			plain.set(name, text);
		},
		problem: name =>
			plain.problem(name) ??
			(name === `storage.${space?.tooLarge?.setting}` ? space?.tooLarge?.message : undefined),
	};
	const boot = bootDiskOf(snapshot);
	const sizes = [
		...SIZES.filter(name => name !== 'dataSize'),
		...(snapshot.storage.appDisks.length > 0 ? APP_SIZES : []),
	];
	const fill = (on: boolean) => {
		setSized(!on);
		setChanged('dataSize');
		answer(installer, DATA, on ? '-1' : String(space?.data ?? 0));
	};
	return (
		<Page name="volumes" problem={stop} onEnter={() => (stop === undefined ? next() : undefined)}>
			<Prose after>
				{boot
					? `${boot.name} has ${diskSize(boot.size)}. Sizes are in MiB; 1 MiB goes to the BIOS boot partition.`
					: 'No disk is chosen yet.'}
			</Prose>
			{sizes.map(name => (
				<SettingField
					key={name}
					name={`storage.${name}`}
					form={form}
					width={12}
					{...(name === 'rootSize' ? {label: 'Each of two slots'} : {})}
				/>
			))}
			<FlagField label="Fill the disk with DATA" value={fills} onChange={fill} />
			{!fills && <SettingField name={DATA} form={form} width={12} />}
			<Box marginTop={1} flexShrink={0}>
				<Prose>{space ? freeLine(space, takesRest) : ''}</Prose>
			</Box>
			<Prose>{space ? swapLine(space, fieldText(snapshot, 'storage.swapSize') !== '') : ''}</Prose>
		</Page>
	);
}
