/** rsyslogd(8) -N1 over the whole configuration of a distribution. It takes port 99999 and TLS by a driver that is not there. */
import {mkdir, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import type {Ran} from '../../src/host/host.ts';
import {realHost} from '../../src/host/real-host.ts';
import type {Platform} from '../../src/platforms/platform.ts';
import {scratch} from '../host/scratch.ts';

/** rsyslog's own configuration as the packages bring it; of Enterprise Linux 9 what Debian's rsyslog knows too. */
const MAIN: Readonly<Record<Platform['name'], () => Promise<string>>> = {
	debian: () => readFile('/etc/rsyslog.conf', 'utf8'),
	el: async () => `global(workDirectory="/var/lib/rsyslog")
module(load="builtin:omfile" Template="RSYSLOG_TraditionalFileFormat")
include(file="/etc/rsyslog.d/*.conf" mode="optional")
module(load="imuxsock" SysSock.Use="off")
module(load="imjournal" StateFile="imjournal.state")
*.info;mail.none;authpriv.none;cron.none                /var/log/messages
authpriv.*                                              /var/log/secure
*.emerg                                                 :omusrmsg:*
`,
};

/** The drop-in among the files of its distribution, its queues in a scratch folder. */
export async function rsyslogd({name, paths}: Platform, dropIn: string): Promise<Ran> {
	const dir = await scratch();
	const queues = join(dir, 'queues');
	for (const folder of [queues, join(dir, 'rsyslog.d')]) await mkdir(folder);
	const here = (text: string) =>
		text.replaceAll('/etc/rsyslog.d', join(dir, 'rsyslog.d')).replaceAll(paths.syslogQueues, queues);
	await writeFile(join(dir, 'rsyslog.d', '60-hostwright.conf'), here(dropIn));
	await writeFile(join(dir, 'whole.conf'), here(await MAIN[name]()));
	return realHost().ask('rsyslogd', ['-N1', '-f', join(dir, 'whole.conf')]);
}
