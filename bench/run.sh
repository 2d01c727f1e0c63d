#!/usr/bin/env bash
# Builds and runs the benchmarks: bench/run.sh (all, under ten minutes on two cores) or bench/run.sh '*Resample*' (those whose name fits).
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.."
. build/requirements.sh
hares_require
dotnet build bench -c Release -v q --nologo >/dev/null || dotnet build bench -c Release --no-restore
# As hares-pipeline starts the program; in the comparison Python gets the same.
. build/environment.sh
exec dotnet bench/bin/Release/net10.0/Hares.Bench.dll --filter "${1:-*}" --artifacts bench/bin/results "${@:2}"
