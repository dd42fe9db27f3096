import {createContext} from 'react';

/** True in linear mode: widgets are asked instead of drawn. */
export const LinearContext = createContext(false);
