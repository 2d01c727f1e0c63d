"""Embeds clips of 5 s from files and samples how busy the GPU is meanwhile: a row of bench/README.md's table of whole runs.

    bench/busy.sh                                            20,000 clips in FLAC at 44.1 kHz through slowfast-nfnet-f0 in float32
    bench/busy.sh --precision bfloat16 --format wav --rate 16000 --hop 0.1 --clips 4000 --batch 1024

"busy" is what nvidia-smi samples every 0.1 s, from 2 s after the GPU's first work to its last: mean, median, and the mean of the second half, for batch
sizes are found in the first. Without nvidia-smi there are no such figures.
"""
import argparse
import array
import ctypes
import json
import math
import pathlib
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import wave
from multiprocessing.pool import ThreadPool

PROGRAM = pathlib.Path(__file__).resolve().parents[2] / "hares-pipeline"
CLIP_SECONDS, WINDOW_SECONDS = 5, 3.0
SAMPLE_MILLISECONDS, SETTLING_SAMPLES = 100, 20
FLAC_OF_16_BITS, FOR_WRITING = 0x170002, 0x20  # as libsndfile numbers them


def sound(seconds, rate):
    """Decaying tones over noise, 16 bits a sample."""
    chance = random.Random(1)
    samples = array.array("h")
    for _ in range(2 * seconds):
        step = 2 * math.pi * 110 * 2 ** (3 * chance.random()) / rate
        samples.extend(int(9000 * math.exp(-6 * i / rate) * math.sin(step * i) + chance.gauss(0, 600)) for i in range(rate // 2))
    return samples


class SoundInfo(ctypes.Structure):
    """SF_INFO of sndfile.h."""
    _fields_ = [("frames", ctypes.c_int64), ("rate", ctypes.c_int), ("channels", ctypes.c_int), ("format", ctypes.c_int),
                ("sections", ctypes.c_int), ("seekable", ctypes.c_int)]


def write_flac(path, samples, rate):
    library = ctypes.CDLL("libsndfile.so.1")
    library.sf_open.restype = ctypes.c_void_p
    info = SoundInfo(0, rate, 1, FLAC_OF_16_BITS, 0, 0)
    file = ctypes.c_void_p(library.sf_open(str(path).encode(), FOR_WRITING, ctypes.byref(info)))
    if not file:
        raise RuntimeError(f"libsndfile cannot write {path}")
    library.sf_writef_short(file, (ctypes.c_short * len(samples)).from_buffer(samples), ctypes.c_int64(len(samples)))
    library.sf_close(file)


def write_wav(path, samples, rate):
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, rate, 0, "NONE", ""))
        file.writeframes(samples.tobytes())


class Clips:
    """As many as asked for, no two alike: each begins at a place of its own in the same minute."""

    def __init__(self, folder, form, rate):
        self.folder, self.form, self.rate, self.source = folder, form, rate, sound(60, rate)

    def name(self, i):
        return f"audio/{i:06}.{self.form}"

    def write(self, i):
        size = CLIP_SECONDS * self.rate
        start = i * 7919 % (len(self.source) - size)
        (write_flac if self.form == "flac" else write_wav)(self.folder / self.name(i), self.source[start:start + size], self.rate)

    def make(self, count):
        (self.folder / "audio").mkdir()
        with ThreadPool() as pool:  # libsndfile computes, not Python
            pool.map(self.write, range(count), chunksize=16)
        with open(self.folder / "clips.csv", "w", encoding="utf-8") as manifest:
            manifest.write("path,split,label\n")
            manifest.writelines(f"{self.name(i)},{('train', 'test')[i % 2]},{i // 2 % 2}\n" for i in range(count))


def pipeline(options):
    window = {"window": WINDOW_SECONDS} | ({"hop": options.hop} if options.hop else {})
    embed = {"device": options.device, "precision": options.precision} | ({"batch": options.batch} if options.batch else {})
    return {"name": "busy", "data": {"maxClipSeconds": 2 * CLIP_SECONDS}, "tasks": ["clips/label"], "embed": embed,
            "datasets": {"clips": {"path": ".", "manifest": "clips.csv", "tasks": {"label": {"label": "label", "metric": "accuracy"} | window}}},
            "encoders": [{"name": "net", "architecture": options.encoder}]}


def busy(samples):
    """Mean, median and the second half's mean, in percent."""
    working = [i for i, percent in enumerate(samples) if percent > 0]
    settled = samples[working[0] + SETTLING_SAMPLES:working[-1] + 1] if working else []
    if not settled:
        return "no time to settle"
    return f"{statistics.mean(settled):.0f} / {statistics.median(settled):.0f} %, {statistics.mean(settled[len(settled) // 2:]):.0f} % in the second half"


class Sampling:
    """nvidia-smi beside a run."""

    def __enter__(self):
        command = shutil.which("nvidia-smi")
        self.process = command and subprocess.Popen(
            [command, "--query-gpu=utilization.gpu", "--format=csv,noheader,nounits", "-lms", str(SAMPLE_MILLISECONDS)],
            stdout=subprocess.PIPE, text=True)
        return self

    def __exit__(self, *_):
        self.busy = "not sampled"
        if self.process:
            self.process.terminate()
            self.busy = busy([int(line) for line in self.process.communicate()[0].split() if line.isdigit()])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--encoder", default="slowfast-nfnet-f0", help="architecture; random weights")
    parser.add_argument("--precision", choices=["float32", "bfloat16"], default="float32")
    parser.add_argument("--device", default="cuda", help="as embed.device")
    parser.add_argument("--batch", type=int, help="most windows at once, as embed.batch")
    parser.add_argument("--clips", type=int, default=20_000)
    parser.add_argument("--format", choices=["flac", "wav"], default="flac")
    parser.add_argument("--rate", type=int, default=44_100, help="of the files, in Hz")
    parser.add_argument("--hop", type=float, help="seconds from one window of 3 s to the next; by default a clip has one window")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="hares-busy-") as folder:
        folder = pathlib.Path(folder)
        Clips(folder, options.format, options.rate).make(options.clips)
        file = folder / "busy.json"
        file.write_text(json.dumps(pipeline(options)), encoding="utf-8")
        started = time.monotonic()
        with Sampling() as sampling:
            run = subprocess.run([PROGRAM, "embed", file, "--encoder", "net", "--progress", "none"], capture_output=True, text=True, check=False)
        seconds = time.monotonic() - started
        if run.returncode != 0:
            sys.exit(f"{run.stderr}hares-pipeline ended with exit code {run.returncode}")
        results = json.loads((folder / "runs" / "busy" / "latest" / "results.json").read_text(encoding="utf-8"))
    clips = results["embedding"]["computed"]
    windows = 1 + int((CLIP_SECONDS - WINDOW_SECONDS) / options.hop + 1e-9) if options.hop else 1
    print("| numbers | clips, windows each | s | clips/s | GPU busy, mean / median |\n|---|---|---|---|---|")
    print(f"| {options.precision} | {clips:,} {options.format.upper()} at {options.rate / 1000:g} kHz, {windows} | {seconds:.1f} | {clips / seconds:,.0f} "
          f"| {sampling.busy} |")


if __name__ == "__main__":
    main()
