/** Fetching over real TLS on loopback; who is trusted comes from the system, so each fetch runs in a process of its own. */
import {execFile, execFileSync} from 'node:child_process';
import {createServer, type Server} from 'node:https';
import {readFileSync} from 'node:fs';
import type {AddressInfo} from 'node:net';
import path, {join} from 'node:path';
import {promisify} from 'node:util';
import {expect, onTestFinished, test} from 'vitest';
import {fetchText} from '../../src/host/fetch.ts';
import {scratch} from './scratch.ts';

const run = promisify(execFile);
const fetchModule = path.resolve(import.meta.dirname, '../../src/host/fetch.ts');

type Answer = {readonly status?: number; readonly body?: string | Buffer; readonly to?: string};

type Served = {url: string; port: number; ca: string; close(): Promise<void>};

/** A server whose certificate is for 127.0.0.1 alone, signed by its own CA. */
async function serve(answers: Readonly<Record<string, Answer>>): Promise<Served> {
	const dir = await scratch();
	const at = (name: string) => join(dir, name);
	const openssl = (...args: string[]) => execFileSync('openssl', args, {cwd: dir, stdio: 'pipe'});
	const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
	openssl('req', '-x509', ...key, '-keyout', 'ca.key', '-out', 'ca.pem', '-subj', '/CN=Test CA', '-days', '2');
	openssl(
		...['req', '-x509', '-CA', 'ca.pem', '-CAkey', 'ca.key', ...key, '-keyout', 'key.pem', '-out', 'cert.pem'],
		...['-subj', '/CN=server', '-addext', 'subjectAltName=IP:127.0.0.1', '-days', '2'],
	);
	const server: Server = createServer({key: readFileSync(at('key.pem')), cert: readFileSync(at('cert.pem'))});
	server.on('request', (request, response) => {
		const {status = 200, body = '', to} = answers[request.url ?? ''] ?? {status: 404};
		response.writeHead(to === undefined ? status : 302, to === undefined ? {} : {location: to}).end(body);
	});
	await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
	const close = async () => new Promise<void>(resolve => server.close(() => resolve()));
	onTestFinished(close);
	const {port} = server.address() as AddressInfo;
	return {url: `https://127.0.0.1:${port}`, port, ca: at('ca.pem'), close};
}

/** What a process answers that trusts this CA, or what the machine trusts. */
async function fetched(url: string, ca?: string): Promise<unknown> {
	const program = `const {fetchText} = await import(process.argv[1]); console.log(JSON.stringify(await fetchText(process.argv[2])))`;
	const {stdout} = await run(process.execPath, ['--input-type=module', '-e', program, fetchModule, url], {
		env: {...process.env, NODE_NO_WARNINGS: '1', ...(ca === undefined ? {} : {SSL_CERT_FILE: ca})},
	});
	return JSON.parse(stdout);
}

test('text comes over TLS that is verified, also behind a redirect', async () => {
	const {url, ca} = await serve({'/keys': {body: 'ssh-ed25519 AAAA\n'}, '/moved': {to: '/keys'}});
	expect(await fetched(`${url}/keys`, ca)).toEqual({text: 'ssh-ed25519 AAAA\n'});
	expect(await fetched(`${url}/moved`, ca)).toEqual({text: 'ssh-ed25519 AAAA\n'});
});

test('a server that nobody vouches for, or that is another one, is not believed', async () => {
	const {url, port, ca} = await serve({'/keys': {body: 'x'}});
	expect(await fetched(`${url}/keys`)).toEqual({
		problem: 'its certificate is signed by nobody this host trusts',
	});
	expect(await fetched(`https://localhost:${port}/keys`, ca)).toEqual({
		problem: 'its certificate is for another name',
	});
});

test('what is no text, too large, elsewhere or nowhere is said in words', async () => {
	const {url, ca} = await serve({
		'/bytes': {body: Buffer.from([0xff, 0xfe])},
		'/large': {body: 'x'.repeat(256 * 1024 + 1)},
		'/plain': {to: 'http://127.0.0.1/keys'},
		'/circle': {to: '/circle'},
	});
	expect(await fetched(`${url}/bytes`, ca)).toEqual({problem: 'it is not text in UTF-8'});
	expect(await fetched(`${url}/large`, ca)).toEqual({problem: 'it is larger than 256 KiB'});
	expect(await fetched(`${url}/none`, ca)).toEqual({problem: 'the server answers 404 Not Found'});
	expect(await fetched(`${url}/plain`, ca)).toEqual({
		problem: 'it leads to http://127.0.0.1, and only https is fetched',
	});
	expect(await fetched(`${url}/circle`, ca)).toEqual({
		problem: 'it leads from one place to another more than five times',
	});
	const gone = await serve({});
	await gone.close();
	expect(await fetched(gone.url, ca)).toEqual({problem: 'nothing answers there'});
	expect(await fetchText('http://127.0.0.1/')).toEqual({problem: 'only https is fetched'});
});
