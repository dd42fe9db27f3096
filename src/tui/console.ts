/** What a screen may ask of the console it is on. */
import {createContext, use} from 'react';

/** The console that is handed to another program. */
export type LentConsole = {
	/** Undefined for the one that this program was started on, which its children have anyway. */
	readonly path: string | undefined;
	/** What TERM says of it. */
	readonly term: string;
};

/** Opens a shell on a console, and ends with it. */
export type OpenShell = (lent: LentConsole) => Promise<void>;

export type Console = {
	/** Ends the program's screen; `runApp` returns. */
	readonly quit: () => void;
	/** Paints everything anew (F12). */
	readonly redraw: () => void;
	/** Hands the console that writes to another program, such as a shell, and paints anew afterwards. */
	readonly suspend: (run: (lent: LentConsole) => Promise<void>) => Promise<void>;
	readonly linear: boolean;
};

export const ConsoleContext = createContext<Console | undefined>(undefined);

/** @throws outside of `runApp`, which is a bug. */
export function useConsole(): Console {
	const console = use(ConsoleContext);
	if (!console) throw new Error('useConsole needs runApp around it');
	return console;
}
