/** How distributions differ, as records: paths, units and packages side by side. What is the same on both stands in the features. */

/** A unit of systemd and the package that brings it. */
export type Unit = {readonly unit: string; readonly package: string};

/** Something a package brings that some hosts go without: it is there when one of the files is. */
export type Part = {readonly files: readonly string[]; readonly package: string};

/** Parts without which a feature does something else, or says that it waits. */
export type PartName = 'dumps' | 'tuned' | 'syslogTls' | 'registering';

export type Platform = {
	readonly name: 'debian' | 'el';
	/** For a person: `Debian`. */
	readonly title: string;
	readonly units: {
		readonly ssh: Unit;
		/** Where systemd listens for the SSH server, its own Port does not count (sshd_config(5), ssh.socket). */
		readonly sshSocket: Unit;
		readonly syslog: Unit;
		readonly time: Unit;
		readonly dumps: Unit;
		readonly collectd: Unit;
		/** The initiator's own server. */
		readonly iscsi: Unit;
		/** Logs in to every target whose record says so, when the host starts; told to stop, it logs out of all. */
		readonly iscsiLogin: Unit;
		/** Answers NFS version 4 servers with the names of users; reads the domain when it starts. */
		readonly nfsNames: Unit;
		readonly tuned: Unit;
		readonly networkManager: Unit;
		readonly networkd: Unit;
	};
	readonly parts: Readonly<Record<PartName, Part>>;
	readonly paths: {
		/** List of sources of chrony (chrony.conf(5), sourcedir) that is ours. */
		readonly timeServers: string;
		/** The configuration that names its folder. */
		readonly timeConfig: string;
		/** Where the name of the time zone stands as text; undefined where nobody reads one. */
		readonly timeZone: string | undefined;
		readonly collectd: string;
		readonly collectdConfig: string;
		/** What becomes of a crash: a file that a shell reads (two kinds), or kdump.conf(5). */
		readonly dumps: string;
		/** Where rsyslog keeps its queues: its own work directory, which its package makes. */
		readonly syslogQueues: string;
		/** Folders with records of iSCSI targets (iscsiadm(8)). */
		readonly iscsiRecords: string;
		/** Certificates the host trusts, in one file. */
		readonly trusted: string;
	};
	/** Who writes crash dumps, and reads the file that is for them. */
	readonly dumps: 'kdump-tools' | 'kdump' | 'image';
	/** What the console's keyboard is set from: a keymap by vconsole.conf(5), or a layout of X by keyboard(5). */
	readonly keyboard: 'keymap' | 'xkb';
	/** What the names of initiators begin with that the distribution generates (iscsi-iname(8)); a colon and digits follow. */
	readonly initiatorPrefix: string;
	/** SELinux decides which ports a server may listen on. */
	readonly selinux: boolean;
};
