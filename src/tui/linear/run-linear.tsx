import type {ReactNode} from 'react';
import type {Input} from '../../terminal/key-reader.ts';

export async function runLinear(_root: ReactNode, _streams: {stdin: Input; stdout: NodeJS.WriteStream}): Promise<void> {
	throw new Error('not built yet');
}
