/** How wide the page is: the screen, less what stands beside it. The Shell says so; each widget asking Ink would be one more listener. */
import {createContext, use} from 'react';

export const PageWidthContext = createContext(80);

/** Columns that a page has on this terminal. */
export const usePageWidth = (): number => use(PageWidthContext);
