"""The bench program as one side of a pair, kept alive so that its start and its compiler are outside the measurement."""
import os
import pathlib
import subprocess

import numpy as np

PROGRAM = pathlib.Path(__file__).resolve().parents[1] / "bin" / "Release" / "net10.0" / "Hares.Bench.dll"


class Ours:
    def __init__(self, folder, work, *settings):
        out = folder / f"{work}.f32"
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

    def processor_seconds(self):
        """That the program has used so far, all threads together."""
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait()
        self.process.stdout.close()
