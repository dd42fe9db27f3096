/** A real target with CHAP, and a login by what is read back from the rendered files (tgt and libiscsi; facts: no kernel part here). */
import {mkdir} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {iscsi} from '../../../src/features/iscsi/index.ts';
import {scratch} from '../../host/scratch.ts';
import {inNamespace, isRoot} from '../../namespace.ts';
import {PLATFORMS, textAt, wantedOf} from '../rendered.ts';

const TARGET = 'iqn.2026-11.org.example:lun1';

/** Marks that mean something in a record and in a shell. */
const PASSWORD = 'correct"#=$%horse&12';
const LOGIN = {portal: '127.0.0.1:3261', target: TARGET, chapUser: 'host7', chapPassword: PASSWORD};

/**
 * A server with one disk for one user and one initiator, then one look at its disks for each who asks: code and output of iscsi-ls.
 * tgtd answers its own tool only once it is up, which is asked until then. It ends with the namespace.
 */
const SERVER = `
target=$1 user=$2 password=$3 initiator=$4 disk=$5; shift 5
truncate -s 8M "$disk"
tgtd -f --iscsi portal=127.0.0.1:3261 >/dev/null 2>&1 &
until tgtadm --mode sys --op show >/dev/null 2>&1; do kill -0 $! || exit 9; done
tgtadm --mode target --op new --tid 1 -T "$target" &&
tgtadm --mode logicalunit --op new --tid 1 --lun 1 -b "$disk" &&
tgtadm --mode account --op new --user "$user" --password "$password" &&
tgtadm --mode account --op bind --tid 1 --user "$user" &&
tgtadm --mode target --op bind --tid 1 --initiator-name "$initiator" || exit 8
while [ $# -gt 3 ]; do
	[ -z "$3" ] || export LIBISCSI_CHAP_USERNAME="$3" LIBISCSI_CHAP_PASSWORD="$4"
	said=$(iscsi-ls -i "$1" -s "iscsi://$2" 2>&1); echo "$? $(echo $said)"
	shift 4
done
`;

type Asked = {initiator: string; portal: string; user: string; password: string};

/** What `iscsi-ls` says to each question: its code, and its lines in one. */
async function answers(initiator: string, asked: readonly Asked[]): Promise<readonly string[]> {
	const root = await scratch();
	await mkdir(join(root, 'etc'));
	const {code, stdout, stderr} = inNamespace(root, [], SERVER, [
		...[TARGET, 'host7', PASSWORD, initiator, join(root, 'disk')],
		...asked.flatMap(each => [each.initiator, each.portal, each.user, each.password]),
	]);
	expect({code, stderr}).toEqual({code: 0, stderr: ''});
	return stdout.trim().split('\n');
}

if (!isRoot) console.warn('not run here, because it needs root: a login to an iSCSI target');

describe.runIf(isRoot).each(PLATFORMS)('on %s', (_, platform) => {
	it('portal, target, user, password and name of the initiator let the host in, and nothing less does', async () => {
		const wanted = wantedOf(iscsi, LOGIN, {platform});
		const record = textAt(wanted, `${platform.paths.iscsiRecords}/nodes/${TARGET}/127.0.0.1,3261`) ?? '';
		const read = (name: string) =>
			record
				.split('\n')
				.find(line => line.startsWith(`node.${name} = `))
				?.split(' = ')
				.slice(1)
				.join(' = ') ?? '';
		const name = textAt(wanted, '/etc/iscsi/initiatorname.iscsi') ?? '';
		const initiator = /^InitiatorName=(.*)$/m.exec(name)?.[1] ?? '';
		const host: Asked = {
			initiator,
			portal: `${read('conn[0].address')}:${read('conn[0].port')}`,
			user: read('session.auth.username'),
			password: read('session.auth.password'),
		};
		const [without, right, wrong, other] = await answers(initiator, [
			{...host, user: '', password: ''},
			host,
			{...host, password: `${PASSWORD}x`},
			{...host, initiator: 'iqn.2026-11.org.example:other'},
		]);
		expect(right).toMatch(
			new RegExp(`^0 Target:${read('name')} Portal:127.0.0.1:3261,1 .*Lun:1 Type:DIRECT_ACCESS`),
		);
		expect(wrong).toMatch(/^10 .*Authentication failure/);
		expect(without).toMatch(/^10 .*Authentication failure/);
		expect(other).not.toContain(TARGET);
	});
});
