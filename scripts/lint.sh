#!/bin/sh
# ESLint with type information, from its own folder: typescript-eslint cannot live beside TypeScript 7 (see lint/package.json).
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
cd "$root"
if [ ! -x lint/node_modules/.bin/eslint ] || [ -n "$(find lint/package-lock.json -newer lint/node_modules/.package-lock.json)" ]; then
	echo "lint: installing ESLint" >&2
	npm ci --prefix lint --no-fund --no-audit --loglevel=error >&2
	touch lint/node_modules/.package-lock.json
fi
sh scripts/with-node.sh lint/node_modules/.bin/eslint --config lint/eslint.config.mjs --max-warnings 0 "${@:-.}"
if command -v shellcheck >/dev/null; then
	shellcheck bin/hostwright scripts/*.sh .ci/run assets/initramfs/init assets/initramfs/lease \
		assets/image/usr/lib/hostwright/* assets/image/usr/lib/systemd/system-generators/*
else
	echo "lint: shellcheck is not installed, shell scripts were not linted" >&2
fi
