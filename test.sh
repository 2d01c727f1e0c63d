#!/usr/bin/env bash
# Runs the tests: ./test.sh (everyday, about two minutes), ./test.sh slow, ./test.sh all. Ends with one line of counts.
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")"
case "${1:-everyday}" in
  everyday) filter=(--filter-not-trait Category=Slow) ;;
  slow) filter=(--filter-trait Category=Slow) ;;
  all) filter=() ;;
  *) echo "usage: ./test.sh [everyday|slow|all]" >&2; exit 2 ;;
esac

. build/requirements.sh
. build/environment.sh
hares_require
log=$(mktemp)
trap 'rm -f "$log"' EXIT
dotnet build Hares.sln -c Release -v:q -nologo >"$log" || { cat "$log"; exit 1; }
code=0
# 8: a project without tests of the chosen kind.
dotnet test --solution Hares.sln -c Release --no-build --ignore-exit-code 8 "${filter[@]}" 2>&1 | tee "$log" || code=$?

count() { awk -v key="$1:" '$1 == key { n = $2 } END { print n + 0 }' "$log"; }
echo "$(count succeeded) passed, $(count failed) failed, $(count skipped) skipped"
[ "$(count total)" -gt 0 ] || { echo "no test ran" >&2; exit 1; }
exit "$code"
