"""Our side of a pair: the bench program, kept alive so that its start and its compiler are outside the measurement."""
import pathlib
import subprocess

import numpy as np

PROGRAM = pathlib.Path(__file__).resolve().parents[1] / "bin" / "Release" / "net10.0" / "Hares.Bench.dll"


class Ours:
    def __init__(self, folder, work, *settings):
        out = folder / "ours.f32"
        self.process = subprocess.Popen(
            ["dotnet", str(PROGRAM), "pair", work, *map(str, settings), str(out)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        if self.process.stdout.readline().strip() != "ready":
            raise RuntimeError(f"Hares.Bench pair {work} did not start")
        self.result = np.fromfile(out, np.float32)

    def seconds(self, repetitions):
        self.process.stdin.write(f"{repetitions}\n")
        self.process.stdin.flush()
        return float(self.process.stdout.readline())

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait()
        self.process.stdout.close()
