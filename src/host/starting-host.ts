/** A host while it starts: its services are still to come and will read what is written now, so none of them runs yet. */
import type {Host} from './host.ts';

/** What sd_booted(3) looks at. */
const BOOTED = '/run/systemd/system';

export const startingHost = (base: Host): Host => ({
	...base,
	stat: async path => (path === BOOTED ? undefined : base.stat(path)),
});
