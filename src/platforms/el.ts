/** Enterprise Linux 9 and later: RHEL, CentOS Stream, AlmaLinux, Rocky, and Fedora. */
import type {Platform} from './platform.ts';

export const el: Platform = {
	name: 'el',
	title: 'Enterprise Linux',
	units: {
		ssh: {unit: 'sshd.service', package: 'openssh-server'},
		sshSocket: {unit: 'sshd.socket', package: 'openssh-server'},
		syslog: {unit: 'rsyslog.service', package: 'rsyslog'},
		time: {unit: 'chronyd.service', package: 'chrony'},
		dumps: {unit: 'kdump.service', package: 'kdump-utils (EL 9: kexec-tools)'},
		collectd: {unit: 'collectd.service', package: 'collectd'},
		iscsi: {unit: 'iscsid.service', package: 'iscsi-initiator-utils'},
		iscsiLogin: {unit: 'iscsi.service', package: 'iscsi-initiator-utils'},
		nfsNames: {unit: 'nfs-idmapd.service', package: 'nfs-utils'},
		tuned: {unit: 'tuned.service', package: 'tuned'},
		networkManager: {unit: 'NetworkManager.service', package: 'NetworkManager'},
		networkd: {unit: 'systemd-networkd.service', package: 'systemd-networkd'},
	},
	parts: {
		dumps: {files: ['/usr/bin/kdumpctl'], package: 'kdump-utils (EL 9: kexec-tools)'},
		tuned: {files: ['/usr/sbin/tuned'], package: 'tuned'},
		registering: {files: ['/usr/lib/systemd/system/hostwright-register.service'], package: 'hostwright'},
		syslogTls: {files: ['/usr/lib64/rsyslog/lmnsd_gtls.so'], package: 'rsyslog-gnutls'},
	},
	paths: {
		timeServers: '/etc/chrony.d/hostwright.sources',
		timeConfig: '/etc/chrony.conf',
		timeZone: undefined,
		collectd: '/etc/collectd.d/hostwright.conf',
		collectdConfig: '/etc/collectd.conf',
		dumps: '/etc/kdump.conf',
		syslogQueues: '/var/lib/rsyslog',
		iscsiRecords: '/var/lib/iscsi',
		trusted: '/etc/pki/tls/certs/ca-bundle.crt',
	},
	dumps: 'kdump',
	keyboard: 'keymap',
	initiatorPrefix: 'iqn.1994-05.com.redhat',
	selinux: true,
};
