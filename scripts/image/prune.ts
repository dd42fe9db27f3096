/**
 * What a virtualization host does not need of its packages: patterns of tar(1), where `*` matches within one folder. A folder
 * goes with all that is in it.
 */

/** Below the kernel's modules: tests, sound, wireless, cameras, phones, large graphics drivers, file systems of desktops. */
const MODULES = [
	...['lib/test_*', 'sound', 'drivers/media', 'drivers/iio', 'drivers/staging', 'drivers/comedi', 'drivers/isdn'],
	...['drivers/bluetooth', 'drivers/net/wireless', 'drivers/net/wwan', 'drivers/net/can', 'drivers/nfc'],
	...['drivers/gpu/drm/amd', 'drivers/gpu/drm/i915', 'drivers/gpu/drm/nouveau', 'drivers/gpu/drm/radeon'],
	...['drivers/gpu/drm/gma500', 'drivers/mtd', 'drivers/atm', 'drivers/soundwire', 'drivers/thunderbolt'],
	...['drivers/leds', 'drivers/w1', 'drivers/ufs', 'drivers/input/joystick', 'drivers/input/touchscreen'],
	...['net/wireless', 'net/mac80211', 'net/bluetooth', 'net/nfc', 'net/atm', 'net/can'],
	...[
		'fs/btrfs',
		'fs/ocfs2',
		'fs/jfs',
		'fs/f2fs',
		'fs/reiserfs',
		'fs/gfs2',
		'fs/afs',
		'fs/coda',
		'fs/hfs',
		'fs/hfsplus',
	],
	...['fs/ufs', 'fs/ubifs', 'fs/orangefs', 'fs/nilfs2', 'fs/ntfs', 'fs/ntfs3', 'fs/jffs2', 'fs/dlm'],
];

/** Our units start everything; systemctl would ask perl about the SysV scripts (facts: image-2, section 2). */
const SYSV = ['/etc/init.d', '/etc/rc?.d'];

/** Languages that nothing on the host is written in, and the tools of packages nobody installs any more. */
const LANGUAGES = [
	...['/usr/share/perl', '/usr/share/perl5', '/usr/lib/x86_64-linux-gnu/perl', '/usr/lib/x86_64-linux-gnu/perl5'],
	...['/usr/lib/x86_64-linux-gnu/perl-base', '/usr/share/python3', '/usr/lib/python3', '/usr/lib/python3.*'],
	...[
		'/usr/bin/perl*',
		'/usr/lib/x86_64-linux-gnu/libperl.so*',
		'/usr/bin/python3*',
		'/usr/bin/pdb3*',
		'/usr/lib/klibc',
	],
	...['/usr/share/bug', '/usr/share/zsh', '/usr/share/initramfs-tools', '/etc/initramfs-tools', '/usr/share/debconf'],
];

/** Names of hardware; the devices work without. */
const HARDWARE = ['/usr/lib/udev/hwdb.d', '/usr/lib/udev/hwdb.bin', '/etc/udev/hwdb.bin'];

/** What differs from build to build, is made on the machine itself, or belongs to the machine that built. */
const MACHINE = [
	...['/dev/*', '/boot/initrd.img*', '/boot/config-*', '/boot/System.map-*', '/initrd.img*', '/vmlinuz*'],
	...['/etc/machine-id', '/var/lib/dbus/machine-id', '/etc/hostname', '/etc/resolv.conf', '/etc/apt/sources.list'],
	...['/etc/ssh/ssh_host_*', '/etc/iscsi/initiatorname.iscsi', '/var/cache/*', '/var/log/*', '/var/lib/apt/*'],
	...['/var/lib/systemd/random-seed', '/var/lib/dpkg/*-old', '/etc/*-'],
];

export const PRUNED: readonly string[] = [
	...MODULES.map(each => `/usr/lib/modules/*/kernel/${each}`),
	...[...SYSV, ...LANGUAGES, ...HARDWARE, ...MACHINE],
];
