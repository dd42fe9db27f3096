/** What somebody changed on this host beside its settings, in words. Pure. */
import type {Drifted} from '../../src/session/setup-state.ts';

/** `2 files were changed by somebody since they were written.` */
export function driftWords(drift: Drifted | undefined): string {
	if (!drift) return 'Whether somebody changed files since they were written is not known yet.';
	const {paths} = drift;
	if (paths.length === 0) return 'No file was changed by anybody since it was written.';
	const [first = ''] = paths;
	return paths.length === 1
		? `${first} was changed by somebody since it was written.`
		: `${paths.length} files were changed by somebody since they were written.`;
}
