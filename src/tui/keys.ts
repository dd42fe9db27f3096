/** Keys for screens: `useKeys({enter: next, escape: back, f5: showPlan})`. */
export type {Key, KeyName} from '../terminal/key.ts';
export type {KeyMap} from './registry.ts';
export {useKeys} from './focus.tsx';
