#!/usr/bin/env bash
# Whole runs with the log-mel baseline, which costs next to nothing itself. Prints for every run wall time, processor time and peak memory.
#   bench/scale.sh [CLIPS ...]     default: 1000 50000
# Does memory grow with the number of clips, and do stages overlap? Embeds corpora of half-second clips, runs each again from the cache, and prints
# wall time over the busiest stage's own time as well (1.00: everything else was hidden behind it), and over all processor time, shared out to
# the cores (1.00: none of them ever waited), for with few cores the stages want the same ones.
#   bench/scale.sh tiny [CLIPS]    default: 2000000
# What does a clip cost beside its audio? Clips of a tenth of a second (links to a few files: 2,000,000 take 5 GB of disk, cache included) as an
# AudioSet and as one's own CSV: plans both, embeds the CSV's, plans and runs it again from the cache.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$here/hares-pipeline" --version >/dev/null # builds if needed
program=$here/hares-pipeline

run() { # LABEL VERB FILE
  python3 - "$@" "$program" <<'PY'
import json, os, resource, subprocess, sys, time
label, verb, file, program = sys.argv[1:5]
options = [] if verb == "plan" else ["--progress", "none"]
started = time.time()
subprocess.run([program, verb, file, *options], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
wall = time.time() - started
usage = resource.getrusage(resource.RUSAGE_CHILDREN)
processor = usage.ru_utime + usage.ru_stime
rate = overlap = ""
if verb == "embed":
    results = json.load(open(os.path.join(os.path.dirname(file), "runs", "scale", "latest", "results.json")))
    if clips := results["embedding"]["computed"]:
        busy = {s["name"]: s["busySeconds"] / s["parallelism"] for s in results["stages"]}
        busy["decode and log-mel"] = busy.pop("decode") + busy.pop("log-mel") # by the same workers
        slowest = max((seconds, name) for name, seconds in busy.items())
        rate = f"{clips / wall:9.0f} clips/s"
        overlap = f"wall / slowest stage ({slowest[1]}) {wall / slowest[0]:.2f}, / cores {wall * os.cpu_count() / processor:.2f}"
print(f"{label:26} {wall:7.2f} s  processor {processor:6.1f} s  peak {usage.ru_maxrss / 1024:6.0f} MB {rate}  {overlap}", flush=True)
PY
}

own() { # WINDOW
  cat <<JSON
{ "name": "scale", "tasks": ["clips/label"], "probe": { "protocol": "quick" },
  "datasets": { "clips": { "path": "clips", "tasks": { "label": { "label": "label", "window": $1 } } } },
  "encoders": [ { "name": "log-mel", "architecture": "log-mel-statistics" } ] }
JSON
}

half_second_clips() { # COUNT
  mkdir -p "$work/$1"
  python3 - "$work/$1/clips" "$1" <<'PY'
import os, random, sys, wave
folder, count = sys.argv[1], int(sys.argv[2])
os.makedirs(folder + "/audio")
noise = random.Random(0).randbytes(1 << 20)
with open(folder + "/clips.csv", "w") as manifest:
    manifest.write("path,split,label\n")
    for i in range(count):
        name = f"audio/{i:06}.wav"
        with wave.open(f"{folder}/{name}", "wb") as out:
            out.setparams((1, 2, 16000, 0, "NONE", ""))
            at = (i * 7919) % (len(noise) - 16000)
            out.writeframes(noise[at - at % 2:][:16000])
        manifest.write(f"{name},{('train', 'test')[i % 2]},{i // 2 % 2}\n")
PY
  own 0.5 >"$work/$1/scale.json"
  run "$1" embed "$work/$1/scale.json"
  run "$1 cached" embed "$work/$1/scale.json"
}

tiny_clips() { # COUNT
  mkdir -p "$work/tiny"
  python3 - "$work/tiny/clips" "$1" <<'PY'
import os, random, sys, wave
folder, count = sys.argv[1], int(sys.argv[2])
noise = random.Random(0)
links_a_file = 50_000 # file systems allow some 65,000
lists = ["balanced_train_segments", "eval_segments", "unbalanced_train_segments"]
for name in lists:
    os.makedirs(f"{folder}/{name}")
with open(f"{folder}/class_labels_indices.csv", "w") as classes:
    classes.write("index,mid,display_name\n")
    classes.writelines(f'{i},/m/{i:05x},"Class {i}"\n' for i in range(527))
segments = {name: open(f"{folder}/{name}.csv", "w") for name in lists}
with open(f"{folder}/clips.csv", "w") as manifest:
    manifest.write("path,split,label\n")
    for i in range(count):
        if i % links_a_file == 0:
            source = f"{folder}/{i}.wav"
            with wave.open(source, "wb") as out:
                out.setparams((1, 2, 16000, 0, "NONE", ""))
                out.writeframes(noise.randbytes(3200))
        name, video = lists[min(i % 100, 2)], f"{i * 0x9E3779B97F4A7C15 % 2**44:011x}"
        labels = ",".join(f"/m/{i * step % 527:05x}" for step in range(1, 2 + i % 3))
        os.link(source, f"{folder}/{name}/{video}.wav")
        segments[name].write(f'{video}, 30.000, 40.000, "{labels}"\n')
        manifest.write(f"{name}/{video}.wav,{'test' if name == lists[1] else 'train'},{i % 7}\n")
PY
  cat >"$work/tiny/audioset.json" <<'JSON'
{ "name": "scale", "tasks": ["audioset"], "data": { "paths": { "audioset": "clips" }, "allowPartial": true },
  "encoders": [ { "name": "log-mel", "architecture": "log-mel-statistics" } ] }
JSON
  own 0.1 >"$work/tiny/scale.json"
  run "$1 as AudioSet, plan" plan "$work/tiny/audioset.json"
  run "$1, plan" plan "$work/tiny/scale.json"
  run "$1" embed "$work/tiny/scale.json"
  run "$1 cached, plan" plan "$work/tiny/scale.json"
  run "$1 cached" embed "$work/tiny/scale.json"
}

if [ "${1:-}" = tiny ]; then
  tiny_clips "${2:-2000000}"
else
  for clips in "${@:-1000 50000}"; do for n in $clips; do half_second_clips "$n"; done; done
fi
