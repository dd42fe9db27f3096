/** What a screen may ask of the console it is on. */
import {createContext, use} from 'react';

export type Console = {
	/** Ends the program's screen; `runApp` returns. */
	readonly quit: () => void;
	/** Paints everything anew (F12). */
	readonly redraw: () => void;
	/** Hands the console that writes to another program, such as a shell, and paints anew afterwards. */
	readonly suspend: (run: () => Promise<void>) => Promise<void>;
	readonly linear: boolean;
};

export const ConsoleContext = createContext<Console | undefined>(undefined);

/** @throws outside of `runApp`, which is a bug. */
export function useConsole(): Console {
	const console = use(ConsoleContext);
	if (!console) throw new Error('useConsole needs runApp around it');
	return console;
}
