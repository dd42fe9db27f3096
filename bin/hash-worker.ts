/** A thread of its own for hashing a typed password: it takes longer than a screen may stand still (design, law 5). */
import {parentPort} from 'node:worker_threads';
import {hashAs, type HashKind} from '../src/session/hash.ts';

parentPort?.on('message', ([password, kind]: [password: string, kind: HashKind]) => {
	void hashAs(password, kind).then(hash => parentPort?.postMessage(hash));
});
