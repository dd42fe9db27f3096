/** Installs onto a plain file in a process of its own, so that a test can do it as an ordinary user: DISK IMAGE. */
import {realHost} from '../../src/host/real-host.ts';
import {install, requestFor} from './fixtures.ts';

const [disk = '', image = ''] = process.argv.slice(2);
const host = realHost();
await install(host, await requestFor(host, disk, image));
