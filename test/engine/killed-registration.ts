/** Registers a host in a folder and is killed at its n-th change: `killed-registration.ts ROOT PORT N`. */
import process from 'node:process';
import {failingHost} from '../../src/host/failing-host.ts';
import {realHost} from '../../src/host/real-host.ts';
import {rootedHost} from '../../src/host/rooted-host.ts';
import {registerHost} from '../../src/session/register.ts';

const [root = '', port = '', at = ''] = process.argv.slice(2);
const host = failingHost(rootedHost(realHost(), root), {at: Number(at), how: 'kill'});
const trusting = {trust: 'pin', fingerprint: undefined, insecure: true} as const;
await registerHost(host, {server: 'localhost', port: Number(port), sshPort: 22, ...trusting});
