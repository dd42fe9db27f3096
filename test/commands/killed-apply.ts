/** `killed-apply.ts ROOT N`: applies and kills itself before the n-th operation that changes something. */
import {applyOn} from './apply-on.ts';

const [root = '', at = ''] = process.argv.slice(2);
await applyOn(root, Number(at));
