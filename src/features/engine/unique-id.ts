/** The id by which an engine knows this host whatever it is called and wherever it is: made once and kept (facts/services.md 1.2). */
import {randomUUID} from 'node:crypto';
import type {Host} from '../../host/host.ts';
import {textOf} from '../../probes/asking.ts';

/** vdsm reads the first line. */
export const ID_FILE = '/etc/vdsm/vdsm.id';

const FIRMWARE = '/sys/class/dmi/id/product_uuid';
const DEVICE_TREE = '/proc/device-tree/system-id';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What boards say whose maker never gave them a number: two of them would be the same host. */
const NOBODYS = new Set([
	'03000200-0400-0500-0006-000700080009',
	'00020003-0004-0005-0006-000700080009',
	'12345678-1234-5678-90ab-cddeefaabbcc',
	'12345678-1234-1234-1234-123456789abc',
	'01234567-89ab-cdef-0123-456789abcdef',
	'4c4c4544-0000-2010-8020-80c04f202020',
]);

/** `00000000-...`, `ffffffff-...` and `fefefefe-...` are nobody's either. */
const isNobodys = (id: string) => NOBODYS.has(id) || /^(..)\1*$/.test(id.replaceAll('-', ''));

/** As engines filter it. */
const isId = (id: string) => /^[\w.:-]{1,128}$/.test(id) && id !== 'None' && !isNobodys(id.toLowerCase());

/** The id that is kept, else the one of the hardware, else a new one; `ID_FILE` is what makes it last. */
export async function uniqueId(host: Host): Promise<string> {
	const [kept = ''] = (await textOf(host, ID_FILE)).split(/\r?\n/);
	if (isId(kept)) return kept;
	const firmware = (await textOf(host, FIRMWARE)).toLowerCase();
	if (UUID.test(firmware) && !isNobodys(firmware)) return firmware;
	const tree = (await textOf(host, DEVICE_TREE)).replaceAll(',', '');
	return isId(tree) ? tree : randomUUID();
}
