/** A certificate authority of a test, and certificates it signs, made by openssl. */
import {readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {realHost} from '../../../src/host/real-host.ts';
import {scratch} from '../../host/scratch.ts';

const NEW_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];

/** Only `openssl ca` can sign what has expired already. */
const CA_CONF = `[ca]
default_ca = test
[test]
database = index
new_certs_dir = .
serial = serial
default_md = sha256
policy = any
copy_extensions = copy
[any]
commonName = supplied
`;

export type Identity = {readonly cert: string; readonly key: string};

export type Authority = {
	/** Path of its own certificate. */
	readonly path: string;
	readonly pem: string;
	/** @param names as in a certificate: `DNS:localhost`, `IP:127.0.0.1` */
	sign(names: string, validity?: 'valid' | 'expired'): Promise<Identity>;
};

export async function authority(): Promise<Authority> {
	const dir = await scratch();
	const openssl = async (args: readonly string[]) =>
		realHost().run('sh', ['-c', 'cd "$0" && exec openssl "$@"', dir, ...args]);
	await writeFile(join(dir, 'ca.conf'), CA_CONF);
	await writeFile(join(dir, 'index'), '');
	await writeFile(join(dir, 'serial'), '01\n');
	await openssl([
		'req',
		'-x509',
		...NEW_KEY,
		'-keyout',
		'ca.key',
		'-out',
		'ca.pem',
		'-subj',
		'/CN=Test CA',
		'-days',
		'2',
	]);
	return {
		path: join(dir, 'ca.pem'),
		pem: await readFile(join(dir, 'ca.pem'), 'utf8'),
		async sign(names, validity = 'valid') {
			const request = [
				'-keyout',
				'new.key',
				'-out',
				'new.csr',
				'-subj',
				'/CN=receiver',
				'-addext',
				`subjectAltName=${names}`,
			];
			await openssl(['req', '-new', ...NEW_KEY, ...request]);
			const dates =
				validity === 'expired'
					? ['-startdate', '20200101000000Z', '-enddate', '20200201000000Z']
					: ['-days', '2'];
			const ca = ['-config', 'ca.conf', '-cert', 'ca.pem', '-keyfile', 'ca.key', '-batch', '-notext'];
			await openssl(['ca', ...ca, ...dates, '-in', 'new.csr', '-out', 'new.pem']);
			const [cert, key] = await Promise.all(
				['new.pem', 'new.key'].map(name => readFile(join(dir, name), 'utf8')),
			);
			return {cert: cert ?? '', key: key ?? ''};
		},
	};
}
