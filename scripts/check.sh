#!/bin/sh
# One command says yes or no: format, lint, types, generated docs current, tests. `--no-tests` leaves the tests out.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
cd "$root"
sh scripts/ready.sh test
echo '== format'
sh scripts/with-node.sh prettier --check --log-level warn . || { echo 'check: run: npm run format' >&2; exit 1; }
echo '== types'
sh scripts/with-node.sh tsc -p .
echo '== lint'
sh scripts/lint.sh
echo '== docs'
sh scripts/with-node.sh node scripts/docs.ts --check
echo '== sizes'
sh scripts/with-node.sh node scripts/sizes.ts
if [ "${1:-}" != --no-tests ]; then
	echo '== tests'
	sh scripts/with-node.sh vitest run
fi
echo 'check: all green'
