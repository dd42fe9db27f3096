/** How far something is: `[##########..........]  50 %`. Linear mode says every tenth only. */
import {Text} from 'ink';
import {use} from 'react';
import {LinearContext} from '../linear/context.ts';
import {marks} from '../theme.ts';

export type ProgressBarProps = {
	readonly done: number;
	/** 0 when it is not known yet. */
	readonly total: number;
	/** Columns of the bar between the brackets. */
	readonly width?: number | undefined;
};

/** Whole percent, never above 100 and never 100 before the end. */
export function percentOf(done: number, total: number): number {
	return total > 0 ? Math.max(0, Math.min(100, Math.floor((done / total) * 100))) : 0;
}

export function ProgressBar({done, total, width = 20}: ProgressBarProps) {
	const linear = use(LinearContext);
	const percent = percentOf(done, total);
	if (linear) return <Text>{`${Math.floor(percent / 10) * 10} %`}</Text>;
	const full = Math.floor((percent * width) / 100);
	const bar = marks.barFull.repeat(full) + marks.barEmpty.repeat(width - full);
	return <Text wrap="truncate">{`[${bar}] ${String(percent).padStart(3)} %`}</Text>;
}
