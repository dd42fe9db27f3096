/** Files as the packages of Debian 12 and of Enterprise Linux 9 bring them, less their comments: those that our sections edit. */
import type {Platform} from '../../src/platforms/platform.ts';
import {MAIN} from './access/hosts.ts';

type Texts = Readonly<Record<Platform['name'], string>>;

export const CHRONY: Texts = {
	debian: `confdir /etc/chrony/conf.d
pool 2.debian.pool.ntp.org iburst
sourcedir /run/chrony-dhcp
sourcedir /etc/chrony/sources.d
keyfile /etc/chrony/chrony.keys
driftfile /var/lib/chrony/chrony.drift
makestep 1 3
`,
	el: `pool 2.rhel.pool.ntp.org iburst
sourcedir /run/chrony-dhcp
driftfile /var/lib/chrony/drift
makestep 1.0 3
rtcsync
keyfile /etc/chrony.keys
`,
};

export const LOGROTATE: Texts = {
	debian: `/var/log/syslog
/var/log/kern.log
{
	rotate 4
	weekly
	missingok
	notifempty
	compress
	delaycompress
	sharedscripts
	postrotate
		/usr/lib/rsyslog/rsyslog-rotate
	endscript
}
`,
	el: `/var/log/cron
/var/log/messages
{
    missingok
    sharedscripts
    postrotate
        /usr/bin/systemctl -s HUP kill rsyslog.service >/dev/null 2>&1 || true
    endscript
}
`,
};

/** Of Debian; nfs-utils brings its own, of the same words. */
export const IDMAPD = `[General]

Verbosity = 0
# set your own domain here, if it differs from FQDN minus hostname
# Domain = localdomain

[Mapping]

Nobody-User = nobody
Nobody-Group = nogroup
`;

/** Programs whose being there counts; here they do nothing. */
const programsOf = ({parts}: Platform) => ['/usr/sbin/NetworkManager', ...parts.dumps.files];

/** What a host has on which everything but tuned is installed: path to text. */
export const packagedFiles = (platform: Platform): Readonly<Record<string, string>> => ({
	...MAIN[platform.name],
	[platform.paths.timeConfig]: CHRONY[platform.name],
	'/etc/logrotate.d/rsyslog': LOGROTATE[platform.name],
	'/etc/idmapd.conf': IDMAPD,
	...Object.fromEntries(programsOf(platform).map(path => [path, ''])),
});
