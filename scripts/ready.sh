#!/bin/sh
# Makes `npm start`, `npm test`, `npm run image` and `npm run e2e` work on a fresh machine: installs what is missing, or says
# in one line what to run.
#   ready.sh start|test|image|e2e
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
cd "$root"
purpose=${1:?start, test, image or e2e}

# A tool (or file) and the Debian package that brings it.
start_tools='
sfdisk fdisk
mke2fs e2fsprogs
debugfs e2fsprogs
mkfs.vfat dosfstools
mcopy mtools
mksquashfs squashfs-tools
lsblk util-linux
wipefs util-linux
mkswap util-linux
flock util-linux
ip iproute2
grub-mkimage grub-common
/usr/lib/grub/i386-pc/boot.img grub-pc-bin
/usr/lib/grub/x86_64-efi/kernel.img grub-efi-amd64-bin
'
test_tools='
setpriv util-linux
openssl openssl
mkpasswd whois
sudo sudo
attr attr
python3 python3
shellcheck shellcheck
unshare util-linux
sshd openssh-server
sftp openssh-client
chage passwd
/lib/systemd/systemd systemd
iscsiadm open-iscsi
iscsi-ls libiscsi-bin
tgtd tgt
nfsidmap nfs-common
nsenter util-linux
nmcli network-manager
ping iputils-ping
arping iputils-arping
tcpdump tcpdump
ethtool ethtool
busctl systemd
dbus-daemon dbus-daemon
dnsmasq dnsmasq-base
/lib/systemd/systemd-networkd systemd
chronyd chrony
ckbcomp console-setup
loadkeys kbd
rsyslogd rsyslog
/usr/share/doc/rsyslog-gnutls rsyslog-gnutls
logrotate logrotate
collectd collectd-core
kdump-config kdump-tools
makedumpfile makedumpfile
sysctl procps
systemd-analyze systemd
'
image_tools='
mmdebstrap mmdebstrap
/usr/share/keyrings/debian-archive-keyring.gpg debian-archive-keyring
cpio cpio
zstd zstd
strip binutils
depmod kmod
systemctl systemd
xorriso xorriso
tar tar
'
e2e_tools='
qemu-system-x86_64 qemu-system-x86
qemu-img qemu-utils
/usr/share/consolefonts/Ethiopian-GohaClassic16.psf.gz console-setup-linux
openssl openssl
/usr/share/OVMF/OVMF_CODE_4M.fd ovmf
/usr/share/seabios/bios-256k.bin seabios
/usr/lib/ipxe/qemu/efi-virtio.rom ipxe-qemu
'
case $purpose in
start) wanted=$start_tools ;;
test) wanted=$start_tools$test_tools ;;
image) wanted=$start_tools$image_tools ;;
e2e) wanted=$start_tools$image_tools$e2e_tools ;;
*) echo "ready.sh: \"$purpose\" is no purpose; give start, test, image or e2e" >&2; exit 2 ;;
esac

# Debian keeps most of these where an ordinary user's PATH does not look.
PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin
export PATH

missing=$(printf '%s\n' "$wanted" | while read -r tool package; do
	[ -n "$tool" ] || continue
	case $tool in
	/*) [ -e "$tool" ] || echo "$package" ;;
	*) command -v "$tool" >/dev/null 2>&1 || echo "$package" ;;
	esac
done | sort -u | tr '\n' ' ')
missing=${missing% }

if [ -n "$missing" ]; then
	if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
		echo "hostwright: installing Debian packages: $missing" >&2
		log=$(mktemp)
		# Tests run servers of their own, in namespaces: what is installed is not to start beside them.
		policy=/usr/sbin/policy-rc.d
		if [ ! -e "$policy" ]; then
			trap 'rm -f "$policy"' EXIT
			printf '#!/bin/sh\nexit 101\n' >"$policy"
			chmod 755 "$policy"
		fi
		# shellcheck disable=SC2086 # a list of package names
		if ! { apt-get -o Acquire::Retries=3 update && DEBIAN_FRONTEND=noninteractive apt-get -o Acquire::Retries=3 \
			install -y --no-install-recommends $missing; } >"$log" 2>&1; then
			tail -n 5 "$log" >&2
			echo "hostwright: installing failed; the whole output is in $log" >&2
			exit 1
		fi
		rm -f "$log"
	else
		echo "hostwright: tools are missing; run: sudo apt-get install --no-install-recommends $missing" >&2
		exit 1
	fi
fi

# What npm installed last carries the time of the lock file it came from.
if [ ! -f node_modules/.package-lock.json ] || [ -n "$(find package-lock.json -newer node_modules/.package-lock.json)" ]; then
	echo "hostwright: installing npm packages (the pinned Node.js among them)" >&2
	npm ci --no-fund --no-audit --loglevel=error >&2
	touch node_modules/.package-lock.json
fi

if [ ! -f dist/hostwright.mjs ] || [ -n "$(find bin src screens scripts/build.ts package-lock.json -newer dist/hostwright.mjs -print -quit)" ]; then
	sh scripts/with-node.sh node scripts/build.ts
fi
