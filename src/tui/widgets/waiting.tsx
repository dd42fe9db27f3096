/** Something is not known yet, and says so. Linear mode asks nothing until it is. */
import {Text} from 'ink';
import type {ReactNode} from 'react';
import {useBusy} from '../focus.tsx';

export function Waiting({children}: {children: ReactNode}) {
	useBusy();
	return <Text>{children}</Text>;
}
