#!/usr/bin/env bash
# Is the GPU kept busy while clips are embedded from files? Makes clips of 5 s, embeds them and prints clips a second and the share of the time in which
# the GPU computed. bench/busy.sh --help; HARES_TORCH as for hares-pipeline. Needs python3 and, for FLAC, libsndfile, as Hares itself.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
"$here/hares-pipeline" --version >/dev/null # builds if needed
exec python3 "$here/bench/python/busy.py" "$@"
