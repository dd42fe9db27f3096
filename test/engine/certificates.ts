/** Certificates as an engine has them: a CA, and beside it one for its web server. Made by openssl, for two days. */
import {execFileSync} from 'node:child_process';
import {createPrivateKey, X509Certificate} from 'node:crypto';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';

export type Certificates = {
	/** PEM of the CA. */
	readonly ca: string;
	readonly sha1: string;
	readonly sha256: string;
	/** Of the web server. */
	readonly cert: string;
	readonly key: string;
};

export type CertificateOptions = {
	/** Alternative names of the server as openssl writes them. */
	readonly names?: string;
	/** The CA has been expired for a day. */
	readonly expired?: boolean;
	/** What calls itself the CA may not sign. */
	readonly noCa?: boolean;
};

const EC = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
export const LOOPBACK = 'DNS:localhost,IP:127.0.0.1,IP:::1';

const made = new Map<string, Certificates>();

/** The same options are the same certificates, so that a file of tests makes each once; `fresh` tells two CAs apart. */
export function certificates(options: CertificateOptions = {}, fresh = ''): Certificates {
	const key = JSON.stringify([options, fresh]);
	const found = made.get(key) ?? make(options);
	made.set(key, found);
	return found;
}

function make({names = LOOPBACK, expired = false, noCa = false}: CertificateOptions): Certificates {
	const dir = mkdtempSync(path.join(tmpdir(), 'hostwright-engine-'));
	const openssl = (...args: string[]) => execFileSync('openssl', args, {cwd: dir, stdio: 'pipe'});
	const read = (name: string) => readFileSync(path.join(dir, name), 'utf8');
	try {
		const constraints = `basicConstraints=critical,CA:${noCa ? 'FALSE' : 'TRUE'}`;
		writeFileSync(path.join(dir, 'extensions'), `${constraints}\nsubjectKeyIdentifier=hash\n`);
		openssl(
			'req',
			...EC,
			'-keyout',
			'ca.key',
			'-out',
			'ca.req',
			'-subj',
			'/C=US/O=example.org/CN=engine.example.org.41273',
		);
		openssl(
			...['x509', '-req', '-in', 'ca.req', '-signkey', 'ca.key', '-extfile', 'extensions', '-out', 'ca.pem'],
			...['-days', expired ? '-1' : '2'],
		);
		openssl(
			...['req', '-x509', '-CA', 'ca.pem', '-CAkey', 'ca.key', ...EC, '-keyout', 'key.pem', '-out', 'cert.pem'],
			...['-subj', '/O=example.org/CN=engine.example.org', '-addext', `subjectAltName=${names}`, '-days', '2'],
		);
		const {fingerprint: sha1, fingerprint256: sha256} = new X509Certificate(read('ca.pem'));
		return {ca: read('ca.pem'), sha1, sha256, cert: read('cert.pem'), key: read('key.pem')};
	} finally {
		rmSync(dir, {recursive: true});
	}
}

/** PEM as an engine sends it: its base64 in lines of 76 characters. */
export function wrapped76(pem: string): string {
	const base64 = pem.replaceAll(/-----[A-Z ]+-----|\s/g, '');
	const lines = base64.match(/.{1,76}/g) ?? [];
	return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}

const field = (bytes: Buffer) => {
	const length = Buffer.alloc(4);
	length.writeUInt32BE(bytes.length);
	return Buffer.concat([length, bytes]);
};

/** A positive number of SSH (RFC 4251, mpint). */
const mpint = (bytes: Buffer) => field((bytes[0] ?? 0) < 0x80 ? bytes : Buffer.concat([Buffer.from([0]), bytes]));

/** The public half of an RSA key as a line of authorized_keys. */
export function sshLine(privateKey: string, comment: string): string {
	const {n = '', e = ''} = createPrivateKey(privateKey).export({format: 'jwk'});
	const part = (text: string) => mpint(Buffer.from(text, 'base64url'));
	const blob = Buffer.concat([field(Buffer.from('ssh-rsa')), part(e), part(n)]);
	return `ssh-rsa ${blob.toString('base64')} ${comment}`;
}
