/** Debian 12 and later. */
import type {Platform} from './platform.ts';

export const debian: Platform = {
	name: 'debian',
	title: 'Debian',
	units: {
		ssh: {unit: 'ssh.service', package: 'openssh-server'},
		sshSocket: {unit: 'ssh.socket', package: 'openssh-server'},
		syslog: {unit: 'rsyslog.service', package: 'rsyslog'},
		time: {unit: 'chrony.service', package: 'chrony'},
		dumps: {unit: 'kdump-tools.service', package: 'kdump-tools'},
		collectd: {unit: 'collectd.service', package: 'collectd'},
		iscsi: {unit: 'iscsid.service', package: 'open-iscsi'},
		iscsiLogin: {unit: 'open-iscsi.service', package: 'open-iscsi'},
		nfsNames: {unit: 'nfs-idmapd.service', package: 'nfs-common'},
		tuned: {unit: 'tuned.service', package: 'tuned'},
		networkManager: {unit: 'NetworkManager.service', package: 'network-manager'},
		networkd: {unit: 'systemd-networkd.service', package: 'systemd'},
	},
	parts: {
		dumps: {files: ['/usr/sbin/kdump-config'], package: 'kdump-tools'},
		tuned: {files: ['/usr/sbin/tuned'], package: 'tuned'},
		registering: {files: ['/usr/lib/systemd/system/hostwright-register.service'], package: 'hostwright'},
		syslogTls: {
			files: ['x86_64', 'aarch64'].map(cpu => `/usr/lib/${cpu}-linux-gnu/rsyslog/lmnsd_gtls.so`),
			package: 'rsyslog-gnutls',
		},
	},
	paths: {
		timeServers: '/etc/chrony/sources.d/hostwright.sources',
		timeConfig: '/etc/chrony/chrony.conf',
		timeZone: '/etc/timezone',
		collectd: '/etc/collectd/collectd.conf.d/hostwright.conf',
		collectdConfig: '/etc/collectd/collectd.conf',
		dumps: '/etc/default/kdump-tools',
		syslogQueues: '/var/spool/rsyslog',
		iscsiRecords: '/etc/iscsi',
		trusted: '/etc/ssl/certs/ca-certificates.crt',
	},
	dumps: 'kdump-tools',
	keyboard: 'xkb',
	initiatorPrefix: 'iqn.1993-08.org.debian:01',
	selinux: false,
};
