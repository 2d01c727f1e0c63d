"""The same work in Hares and in Python, by turns (ours, theirs, ours, theirs ...) in one run, and the ratio of their times.

    bench/compare.sh [log-mel] [resample] [decode] [encoder] [sequence-encoder] [probe]        all of them by default
    bench/compare.sh resnet50 cnn14                                          some of the encoders
    HARES_TORCH=none HARES_PYTHON=python3 bench/compare.sh --device cuda --precision bfloat16 resnet50
                                                                             an encoder on the first GPU, without ONNX Runtime

A row's ratio is the median over pairs of their time over ours: above 1, ours is faster; "processor time" is the same of what all threads of
either side used, which other work on the machine disturbs less. Results of both sides are compared before anything is timed; "difference" is the largest one, in standard deviations of theirs.
"""
import argparse
import contextlib
import json
import os
import pathlib
import statistics
import struct
import sys
import tempfile
import time
import warnings

import numpy as np
import sklearn
import torch
import torchaudio

import networks
import soxr
from ours import Ours
from sklearn_fit import seconds_to_loss

PAIRS, PAIRS_OF_LONG_WORK = 7, 3
LONG_WORK_SECONDS = 1.0
SECONDS_A_TURN = 0.25
WARM_UP_SECONDS = 1.0
BATCHES = {"cpu": (16, 32), "cuda": (32, 256)}


def repeat(function, repetitions):
    start = time.perf_counter()
    for _ in range(repetitions):
        function()
    return time.perf_counter() - start


def repetitions_for(seconds_of):
    """Warms up, and gives the repetitions that last about a turn."""
    repetitions, spent = 1, 0.0
    while spent < WARM_UP_SECONDS:
        seconds = seconds_of(repetitions)
        spent += seconds
        each = seconds / repetitions
        repetitions = max(1, round(SECONDS_A_TURN / each))
    return repetitions


class Here:
    """A function of this process as one side of a pair."""

    def __init__(self, function):
        self.function = function

    def seconds(self, repetitions):
        return repeat(self.function, repetitions)

    @staticmethod
    def processor_seconds():
        return time.process_time()


def turn(side, repetitions):
    """Wall and processor seconds of one repetition."""
    before = side.processor_seconds()
    seconds = side.seconds(repetitions)
    return seconds / repetitions, (side.processor_seconds() - before) / repetitions


def compare(name, ours, theirs, difference):
    theirs = theirs if isinstance(theirs, Ours) else Here(theirs)
    ours_times, theirs_times = repetitions_for(ours.seconds), repetitions_for(theirs.seconds)
    rows = []
    while len(rows) < (PAIRS if not rows or rows[0][0][0] + rows[0][1][0] < LONG_WORK_SECONDS else PAIRS_OF_LONG_WORK):
        rows.append((turn(ours, ours_times), turn(theirs, theirs_times)))
    processor = statistics.median(theirs[1] / max(ours[1], 1e-9) for ours, theirs in rows)
    report(name, [(ours[0], theirs[0]) for ours, theirs in rows], difference, f"{processor:.2f}")


def report(name, rows, difference, processor=""):
    ratios = [theirs / ours for ours, theirs in rows]
    ours, theirs = (1e3 * statistics.median(side) for side in zip(*rows))
    print(f"| {name} | {ours:.4g} ms | {theirs:.4g} ms | **{statistics.median(ratios):.2f}** | {min(ratios):.2f} to {max(ratios):.2f} | {processor} "
          f"| {difference} |", flush=True)


def deviation(ours, theirs):
    theirs = np.asarray(theirs, np.float32).ravel()
    if len(ours) != len(theirs):
        raise RuntimeError(f"ours has {len(ours)} values, theirs {len(theirs)}")
    return f"{np.abs(ours - theirs).max() / theirs.std():.0e}"


def sound(seconds, rate):
    """Decaying harmonic tones over noise."""
    random = np.random.default_rng(1)
    samples = 0.02 * random.standard_normal(seconds * rate)
    clock = np.arange(rate) / rate
    for start in range(0, len(samples) - rate + 1, rate // 2):
        hertz = 110 * 2 ** (3 * random.random())
        for harmonic in range(1, 13):
            samples[start:start + rate] += 0.15 / harmonic * np.exp(-5 * clock) * np.sin(2 * np.pi * harmonic * hertz * clock)
    return samples.astype(np.float32)


def log_mel(folder):
    torch.set_num_threads(1)
    samples = sound(30, 16_000)
    samples.tofile(folder / "in.f32")
    waveform = torch.from_numpy(samples)
    mel = torchaudio.transforms.MelSpectrogram(
        sample_rate=16_000, n_fft=512, win_length=400, hop_length=160, f_min=60, f_max=7_800, n_mels=80)
    with torch.inference_mode(), Ours(folder, "log-mel", "hares", folder / "in.f32") as ours:
        def theirs():
            return torch.log(mel(waveform) + 1e-6)

        compare("log-mel hares, 30 s; torchaudio", ours, theirs, deviation(ours.result, theirs().T))


def resample(folder):
    torch.set_num_threads(1)
    library = soxr.load()
    for from_hz in (44_100, 48_000, 8_000):
        samples = sound(60, from_hz)
        samples.tofile(folder / "in.f32")
        waveform = torch.from_numpy(samples)
        transform = torchaudio.transforms.Resample(from_hz, 16_000)
        with torch.inference_mode(), Ours(folder, "resample", from_hz, 16_000, "torchaudio", folder / "in.f32") as ours:
            compare(f"resample {from_hz} to 16000, torchaudio's kernel; torchaudio", ours, lambda: transform(waveform),
                    deviation(ours.result, transform(waveform)))
        if library is None:
            print("libsoxr.so.0 is not installed: no comparison with soxr", file=sys.stderr)
            continue
        with Ours(folder, "resample", from_hz, 16_000, "default", folder / "in.f32") as ours:
            theirs = soxr.resampler(library, samples, from_hz, 16_000)
            compare(f"resample {from_hz} to 16000, default kernel; soxr HQ", ours, theirs, "another filter")


def decode(folder):
    import soundfile  # which machines with a GPU may lack
    for extension, subtype in (("wav", "PCM_16"), ("flac", "PCM_16"), ("ogg", "VORBIS"), ("mp3", "MPEG_LAYER_III")):
        path = folder / f"in.{extension}"
        try:
            with soundfile.SoundFile(path, "w", 44_100, 1, subtype, format=extension.upper()) as file:
                for piece in np.split(sound(60, 44_100), 60):  # the Vorbis encoder puts all it is given on the stack
                    file.write(piece)
        except (ValueError, soundfile.LibsndfileError) as error:
            print(f"soundfile cannot write {extension}: {error}", file=sys.stderr)
            continue
        with Ours(folder, "decode", path) as ours:
            def theirs():
                return soundfile.read(path, dtype="float32")[0]

            compare(f"decode {extension}, 60 s; soundfile", ours, theirs, deviation(ours.result, theirs()))


def write_safetensors(path, tensors):
    header, offset = {}, 0
    for name, value in tensors.items():
        header[name] = {"dtype": "F32", "shape": list(value.shape), "data_offsets": [offset, offset := offset + 4 * value.numel()]}
    text = json.dumps(header).encode()
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text)
        for value in tensors.values():
            file.write(value.contiguous().numpy().tobytes())


def normalised(windows, architecture):
    if architecture.startswith("byol"):
        return ((windows + 5.4919) / 5.0389).transpose(1, 2)
    if architecture == "cnn14":
        return windows
    mean, std = windows.mean((1, 2), keepdim=True), windows.std((1, 2), unbiased=False, keepdim=True)
    return (windows - mean) / std


class Place:
    """Where encoders compute, and in which numbers."""

    def __init__(self, device="cpu", precision="float32"):
        self.device, self.precision = device, precision
        if device != "cpu":  # as in Hares: float32 is not rounded before it is multiplied
            torch.backends.cudnn.allow_tf32 = torch.backends.cuda.matmul.allow_tf32 = False

    def forms(self, make, weights, *names):
        """Networks on the device: "plain" is eager PyTorch, under autocast where it is to compute in bfloat16; "folded" has its weights in that."""
        return {f"torch {name}": self.network(make, weights, name == "folded") for name in names}

    def network(self, make, weights, folded):
        numbers = torch.bfloat16 if folded and self.precision == "bfloat16" else torch.float32
        network = make({name: value.to(self.device, numbers) for name, value in weights.items()}, folded)
        for part in vars(network).values():
            if isinstance(part, torch.nn.Module):
                part.to(self.device, numbers)
        return network, numbers

    def run(self, network, numbers, prepare, windows):
        mixed = self.precision == "bfloat16" and numbers == torch.float32
        with torch.autocast(self.device, torch.bfloat16) if mixed else contextlib.nullcontext():
            return network(prepare(windows.to(self.device)).to(numbers)).float().cpu()


def encoder(folder, place=Place(), chosen=networks.NETWORKS):
    for name in chosen:
        golden = json.loads((networks.GOLDEN / f"{name}.json").read_text())
        dimension = golden["outputs"][0]["shape"][1]
        architecture = name.removesuffix(f"-{dimension}")
        weights = {name: value for name, value in networks.weights_of(golden, networks.drawn).items() if not name.startswith("fc_audioset")}
        forms = place.forms(networks.NETWORKS[name], weights, "plain", "folded")
        for batch in BATCHES[place.device]:
            windows = -5 + 5 * torch.randn(batch, 301, 64 if architecture in ("byol-a-cnn", "cnn14") else 80, generator=torch.Generator().manual_seed(1))
            pair_encoder(folder, place, architecture, dimension, weights, forms, windows, lambda x: normalised(x, architecture))


def sequence_encoder(folder, place=Place(), chosen=networks.SEQUENCE_NETWORKS):
    for architecture in chosen:
        dimension, frames = {"vit-base": (768, 301), "wav2vec2-base": (768, 48_000), "bidir-cpc": (1024, 48_000)}[architecture]
        if architecture == "bidir-cpc":
            weights = networks.BidirCpc.random_weights()
        else:
            golden = json.loads((networks.GOLDEN / f"{architecture}.json").read_text())
            for spec in golden["parameters"]:
                if spec["name"] == "encoder.pos_embedding":
                    spec["shape"] = [1, 96, 768]  # the golden ones are for windows of 80 frames
            weights = {spec["name"]: networks.drawn(spec) for spec in golden["parameters"]}
        forms = place.forms(lambda weights, _: networks.SEQUENCE_NETWORKS[architecture](weights), weights, "plain")
        for batch in BATCHES[place.device]:
            windows = torch.randn(batch, frames, 80 if architecture == "vit-base" else 1, generator=torch.Generator().manual_seed(1))
            prepare = (lambda x: normalised(x, architecture)) if architecture == "vit-base" else (lambda x: x.squeeze(2))
            pair_encoder(folder, place, architecture, dimension, weights, forms, windows, prepare)


def pair_encoder(folder, place, architecture, dimension, weights, forms, windows, prepare):
    """Each form of the network, then, on the CPU, the first one exported to ONNX and run by ONNX Runtime in the bench program."""
    torch.set_num_threads(os.cpu_count())
    batch, frames, values = windows.shape
    write_safetensors(folder / "original.safetensors", weights)
    windows.numpy().tofile(folder / "in.f32")
    settings = (architecture, dimension, folder / "original.safetensors", batch, frames, folder / "in.f32", place.device, place.precision)
    title = f"{architecture} {dimension}, batch {batch}" + (f", {place.device}, {place.precision}" if place.device != "cpu" else "")
    with Ours(folder, "encoder", *settings) as ours:
        for form, (network, numbers) in forms.items():
            def theirs():
                return place.run(network, numbers, prepare, windows)

            with torch.inference_mode():
                compare(f"{title}; {form}", ours, theirs, deviation(ours.result, theirs()))
        if place.device != "cpu":
            return
        write_onnx(folder / "exported.onnx", next(iter(forms.values()))[0], prepare, windows)
        with Ours(folder, "onnx", folder / "exported.onnx", batch, folder / "in.f32", f"{frames}x{values}") as theirs:
            compare(f"{title}; ONNX Runtime", ours, theirs, deviation(ours.result, theirs.result))


class Exported(torch.nn.Module):
    """A network and what prepares its windows as one module; a network's own modules stay modules, for constants may not want gradients."""

    def __init__(self, network, prepare):
        super().__init__()
        self.whole = lambda windows: network(prepare(windows))
        for name, part in vars(network).items():
            if isinstance(part, torch.nn.Module):
                self.add_module(name, part)

    def forward(self, windows):
        return self.whole(windows)


def write_onnx(path, network, prepare, windows):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # shapes become constants, as they may
        torch.onnx.export(Exported(network, prepare).eval(), windows, str(path), opset_version=17)


def embeddings(rows, dimension, classes):
    """A centre for every class, and part of the spread in few directions; standardised."""
    random = np.random.default_rng(1)
    labels = np.arange(rows) % classes
    values = 0.15 * random.standard_normal((classes, dimension), np.float32)[labels]
    values += random.standard_normal((rows, dimension), np.float32)
    directions = random.standard_normal((32, dimension), np.float32) / np.arange(1, 33, dtype=np.float32)[:, None]
    values += random.standard_normal((rows, 32), np.float32) @ directions
    return (values - values.mean(0)) / values.std(0), labels


def probe(folder, rows=40_000, dimension=1536, classes=50):
    features, labels = embeddings(rows, dimension, classes)
    features.tofile(folder / "in.f32")
    labels.astype(np.float32).tofile(folder / "labels.f32")
    for strength, pairs in ((1e-3, PAIRS_OF_LONG_WORK), (1 / rows, 1)):  # the second is C = 1; a fit takes scikit-learn minutes
        with Ours(folder, "probe", dimension, classes, strength, folder / "in.f32", folder / "labels.f32") as ours:
            loss, iterations = float(ours.result[0]), int(ours.result[1])
            times, evaluations = [], 0
            for _ in range(pairs):
                mine = ours.seconds(1)
                theirs, evaluations = seconds_to_loss(features, labels, strength, loss)
                times.append((mine, theirs))
            report(f"probe quick {rows} x {dimension} x {classes}, strength {strength:g}; scikit-learn lbfgs to loss {loss:.6f}", times,
                   f"{iterations} iterations, theirs {evaluations} evaluations")


WORKS = {"log-mel": log_mel, "resample": resample, "decode": decode, "encoder": encoder, "sequence-encoder": sequence_encoder, "probe": probe}


def main():
    known = [*WORKS, *networks.NETWORKS, *networks.SEQUENCE_NETWORKS]
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", default=list(WORKS), metavar="WORK", help=f"of {', '.join(known)}; default: the first six")
    parser.add_argument("--device", choices=BATCHES, default="cpu", help="for encoders")
    parser.add_argument("--precision", choices=["float32", "bfloat16"], default="float32", help="for encoders on a GPU")
    options = parser.parse_args()
    names, place = options.names, Place(options.device, options.precision)
    if unknown := [name for name in names if name not in known]:
        sys.exit(f"unknown: {', '.join(unknown)}; known are {', '.join(known)}")
    if place.precision != "float32" and place.device == "cpu":
        sys.exit("--precision bfloat16 is for --device cuda")
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; torch {torch.__version__}, torchaudio {torchaudio.__version__}, "
          f"scikit-learn {sklearn.__version__}" + (f"; {torch.cuda.get_device_name()}" if place.device == "cuda" else "") + "\n")
    print("| work; theirs | ours | theirs | ratio | from, to | processor time | difference |\n|---|---|---|---|---|---|---|", flush=True)
    with tempfile.TemporaryDirectory(prefix="hares-compare-") as folder:
        for name in names:
            folder = pathlib.Path(folder)
            if name in networks.NETWORKS:
                encoder(folder, place, [name])
            elif name in networks.SEQUENCE_NETWORKS:
                sequence_encoder(folder, place, [name])
            elif "encoder" in name:
                WORKS[name](folder, place)
            else:
                WORKS[name](folder)


if __name__ == "__main__":
    main()
