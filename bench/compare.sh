#!/usr/bin/env bash
# The same work here and in Python, by turns in one run; prints a table of ratios. bench/compare.sh [log-mel|resample|decode|encoder|sequence-encoder|probe ...]
# Needs Debian's Python packages (not pip's): installed below where allowed. HARES_PYTHON names another Python that has what is needed, as one whose torch
# sees the GPU for --device cuda; our side is then built with HARES_TORCH, too.
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.."
. build/requirements.sh
hares_require

packages=(python3-torch python3-torchaudio python3-torchvision python3-sklearn python3-soundfile libopenblas0-pthread libsoxr0)
python=${HARES_PYTHON:-/usr/bin/python3}
if [ -z "${HARES_PYTHON:-}" ] && ! "$python" -c 'import torch, torchaudio, torchvision, sklearn, soundfile' 2>/dev/null; then
  hares_say "installing ${packages[*]} (once)"
  if ! { command -v apt-get >/dev/null &&
         hares_as_root apt-get -o DPkg::Lock::Timeout=180 update -qq >&2 &&
         hares_as_root env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=180 install -y -qq --no-install-recommends "${packages[@]}" >&2; }; then
    hares_say "please install for $python, then start again: ${packages[*]}"
    exit 1
  fi
fi

torch=-p:Torch=${HARES_TORCH:-cpu}
dotnet build bench -c Release -v q --nologo "$torch" >/dev/null || dotnet build bench -c Release --no-restore "$torch"
# As hares-pipeline starts the program; in the comparison Python gets the same.
. build/environment.sh
# An OpenBLAS older than the processor falls back to slower kernels, some to its slowest: against those, anything looks fast.
if [ -z "${OPENBLAS_CORETYPE:-}${HARES_PYTHON:-}" ]; then
  core=$("$python" -c 'import ctypes; name = ctypes.CDLL("libopenblas.so.0").openblas_get_corename; name.restype = ctypes.c_char_p; print(name().decode())')
  case $core in
    SkylakeX | Cooperlake | Sapphirerapids) ;;
    *) if grep -q avx512dq /proc/cpuinfo; then export OPENBLAS_CORETYPE=SKYLAKEX
       elif [ "$core" = Prescott ] && grep -q avx2 /proc/cpuinfo; then export OPENBLAS_CORETYPE=HASWELL
       fi ;;
  esac
fi
exec "$python" bench/python/compare.py "$@"
