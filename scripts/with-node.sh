#!/bin/sh
# Runs a command with the pinned Node.js first on PATH. npm itself may run on any Node.js >= 20; nothing of ours does.
# The per-arch packages are used by path, because npm links only one of two packages that own the same bin name.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
case $(uname -m) in
x86_64) arch=x64 ;;
aarch64) arch=arm64 ;;
*) echo "hostwright: no pinned Node.js for $(uname -m); x86_64 or aarch64 is needed" >&2; exit 1 ;;
esac
runtime=$root/node_modules/node-linux-$arch/bin
if [ ! -x "$runtime/node" ]; then
	echo "hostwright: the pinned Node.js is missing ($runtime/node); run: npm ci" >&2
	exit 1
fi
PATH=$runtime:$root/node_modules/.bin:$PATH
export PATH
exec "$@"
