#!/usr/bin/env bash
# Whole runs: does memory grow with the number of clips, and do stages overlap?
#   bench/scale.sh [CLIPS ...]     default: 1000 50000
# Makes corpora of half-second clips, embeds each with the log-mel baseline, runs each again from the cache, and prints for every run
# wall time, peak memory, clips a second, and wall time over the busiest stage's own time (1.00: everything else was hidden behind it).
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$here/hares-pipeline" --version >/dev/null # builds if needed
program=$here/src/Pipeline/bin/Release/net10.0/hares-pipeline.dll

run() { # LABEL VERB FILE
  python3 - "$@" "$program" <<'PY'
import json, os, resource, subprocess, sys, time
label, verb, file, program = sys.argv[1:5]
started = time.time()
subprocess.run(["dotnet", program, verb, file, "--progress", "none"], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
wall = time.time() - started
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
results = json.load(open(os.path.join(os.path.dirname(file), "runs", "scale", "latest", "results.json")))
slowest = max((s["busySeconds"] / s["parallelism"], s["name"]) for s in results["stages"])
clips = results["embedding"]["computed"]
rate = f"{clips / wall:9.0f} clips/s" if clips else " " * 17
overlap = f"wall / slowest stage ({slowest[1]}) {wall / slowest[0]:.2f}" if clips else ""
print(f"{label:24} {wall:7.2f} s  peak {peak:6.0f} MB {rate}  {overlap}", flush=True)
PY
}

for clips in "${@:-1000 50000}"; do for n in $clips; do
  mkdir -p "$work/$n"
  python3 - "$work/$n" "$n" <<'PY'
import math, os, random, struct, sys, wave
folder, count = sys.argv[1], int(sys.argv[2])
os.makedirs(folder + "/clips/audio", exist_ok=True)
noise = random.Random(0).randbytes(1 << 20)
with open(folder + "/clips/clips.csv", "w") as manifest:
    manifest.write("path,split,label\n")
    for i in range(count):
        name = f"audio/{i:06}.wav"
        with wave.open(f"{folder}/clips/{name}", "wb") as out:
            out.setparams((1, 2, 16000, 0, "NONE", ""))
            at = (i * 7919) % (len(noise) - 16000)
            out.writeframes(noise[at - at % 2:][:16000])
        manifest.write(f"{name},{('train', 'test')[i % 2]},{i // 2 % 2}\n")
PY
  cat >"$work/$n/scale.json" <<JSON
{ "name": "scale", "tasks": ["clips/label"], "probe": { "protocol": "quick" },
  "datasets": { "clips": { "path": "clips", "tasks": { "label": { "label": "label", "window": 0.5 } } } },
  "encoders": [ { "name": "log-mel", "architecture": "log-mel-statistics" } ] }
JSON
  run "$n clips" embed "$work/$n/scale.json"
  run "$n clips, cached" embed "$work/$n/scale.json"
done; done
