/** A console that nobody has touched for a while. */
import {useInput} from 'ink';
import {useEffect, useEffectEvent, useRef} from 'react';

/**
 * Calls `act` when no key came for so many minutes, and again each time that they pass.
 * @param minutes 0 is never
 */
export function useIdle(minutes: number, act: () => void): void {
	const timer = useRef<NodeJS.Timeout>(undefined);
	const onIdle = useEffectEvent(act);
	// Every key of ours rings Ink's own input once, whichever page takes it.
	useInput(() => timer.current?.refresh());
	useEffect(() => {
		if (minutes === 0) return undefined;
		timer.current = setInterval(onIdle, minutes * 60_000);
		return () => clearInterval(timer.current);
	}, [minutes]);
}
