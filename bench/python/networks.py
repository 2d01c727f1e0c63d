"""The same networks in plain PyTorch, to compare speed with: weights and input of tests/Embed.Tests/Golden, checked against its outputs.

    python3 bench/python/networks.py slowfast-nfnet-f0 --form folded --batch 16 --threads 2 --seconds 10

prints one JSON line: milliseconds a batch (median) and CPU milliseconds a batch, after the difference from the golden output.
Form "plain" is eager PyTorch as one writes it for training, weights standardised in every call; "folded" standardises once, folds batch
normalisation, and keeps channels innermost in memory, as Hares does. The transformers have one form, torchvision's and torchaudio's own modules.
"""
import argparse
import json
import pathlib
import statistics
import time

import numpy as np
import torch
import torch.nn.functional as F

import convolutional

GOLDEN = pathlib.Path(__file__).resolve().parents[2] / "tests" / "Embed.Tests" / "Golden"
GAMMA = 1.7015043497085571


def rule(spec):
    """Values by the rule of Golden/README.md."""
    n = int(np.prod(spec["shape"], dtype=np.int64))
    with np.errstate(over="ignore"):
        z = (np.uint64(spec["k"]) << np.uint64(32)) + np.arange(n, dtype=np.uint64) + np.uint64(0x9E3779B97F4A7C15)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    u = 2 * ((z ^ (z >> np.uint64(31))) >> np.uint64(40)).astype(np.float64) / 2**24 - 1
    return torch.from_numpy((spec["mean"] + spec["scale"] * u).astype(np.float32).reshape(spec["shape"]))


def drawn(spec):
    """Other values of the same range, the same in every run, for where the rule takes too long."""
    return spec["mean"] + spec["scale"] * (2 * torch.rand(spec["shape"], generator=torch.Generator().manual_seed(spec["k"])) - 1)


def weights_of(golden, rule=rule):
    """A network's tensors by its rule, where their names are ours in our layout, too: the golden file of slowfast-nf-resnet50 has Haiku's."""
    weights = {spec["name"]: rule(spec) for spec in golden["parameters"]}
    if "fusions.0.weight" in weights:
        weights = {name: value.permute(3, 2, 0, 1).contiguous() if value.dim() == 4 else value for name, value in weights.items()}
    return weights


def same(n, k, s):
    n = int(n)  # while it is exported to ONNX a shape is made of tensors
    total = max((-(-n // s) - 1) * s + k - n, 0)
    return total // 2, total - total // 2


class SlowFast:
    """google-deepmind/slowfast_nfnets, evaluation mode."""

    ROOT = "slow_fast_nf_net/"
    DEPTHS = [1, 2, 6, 3]

    def __init__(self, weights, folded):
        self.w, self.folded = weights, folded
        if folded:
            for name in [n[:-2] for n in weights if n.endswith("/w") and n[:-1] + "gain" in weights]:
                kernel = self.standardised(name)
                self.w[name + "/w"] = kernel.contiguous(memory_format=torch.channels_last)

    def standardised(self, name):
        w = self.w[name + "/w"].permute(3, 2, 0, 1)
        fan_in = w[0].numel()
        mean, var = w.mean((1, 2, 3), keepdim=True), w.var((1, 2, 3), unbiased=False, keepdim=True)
        return (w - mean) * (torch.rsqrt(torch.clamp(var * fan_in, min=1e-4)) * self.w[name + "/gain"].view(-1, 1, 1, 1))

    def conv(self, name, x, stride=(1, 1), groups=1):
        w = self.w[name + "/w"] if self.folded else self.standardised(name)
        t, f = same(x.shape[2], w.shape[2], stride[0]), same(x.shape[3], w.shape[3], stride[1])
        if t[0] == t[1] and f[0] == f[1]:
            return F.conv2d(x, w, self.w[name + "/bias"], stride, (t[0], f[0]), groups=groups)
        return F.conv2d(F.pad(x, (*f, *t)), w, self.w[name + "/bias"], stride, groups=groups)

    def act(self, x):
        return F.gelu(x, approximate="tanh") * GAMMA

    def stem(self, net, x):
        for i, stride in enumerate([(2, 2), (1, 1), (1, 1), (2, 2)]):
            x = self.conv(f"{self.ROOT}{net}/stem_conv{i}", x if i == 0 else self.act(x), stride)
        return x

    def input(self, x):
        x = x.unsqueeze(1)  # (B, 1, T, F)
        return x.contiguous(memory_format=torch.channels_last) if self.folded else x

    def block(self, net, index, x, beta, stride, group):
        name = f"{self.ROOT}{net}/nf_block" + (f"_{index}" if index else "")
        h = self.act(x) * beta
        shortcut = x
        if name + "/conv_shortcut/bias" in self.w:
            pooled = h if stride == (1, 1) else F.avg_pool2d(h, stride, stride, ceil_mode=True)
            shortcut = self.conv(name + "/conv_shortcut", pooled)
        h = self.conv(name + "/conv0", h)
        groups = h.shape[1] // group
        h = self.conv(name + "/conv1", self.act(h), stride, groups)
        h = self.conv(name + "/conv1b", self.act(h), groups=groups)
        h = self.conv(name + "/conv2", self.act(h))
        gate = self.dense(name + "/squeeze_excite/linear_1", F.relu(self.dense(name + "/squeeze_excite/linear", h.mean((2, 3)))))
        h = torch.sigmoid(gate)[:, :, None, None] * 2 * h
        return h * self.w[name + "/skip_gain"] * 0.2 + shortcut

    def dense(self, name, x):
        return F.linear(x, self.w[name + "/w"].t(), self.w[name + "/b"])

    def __call__(self, x):
        x = self.input(x)
        t = same(x.shape[2], 4, 4)
        slow = self.stem("nfnet", F.max_pool2d(F.pad(x, (0, 0, *t), value=-torch.inf), (4, 1)))
        fast = self.stem("nfnet_1", x)
        index, variance = 0, 1.0
        for stage, depth in enumerate(self.DEPTHS):
            fuse = f"{self.ROOT}fuse_fast2_slow" + (f"_{stage}" if stage else "") + "/conv_f2s"
            slow = torch.cat([slow, F.gelu(self.conv(fuse, fast, (4, 1)), approximate="tanh")], 1)
            for i in range(depth):
                stride = (1, 2) if i == 0 and stage > 0 else (1, 1)
                fast = self.block("nfnet_1", index, fast, variance**-0.5, stride, 16)
                slow = self.block("nfnet", index, slow, variance**-0.5, stride, 128)
                index, variance = index + 1, (1 if i == 0 else variance) + 0.04
        heads = [(fast, "nfnet_1"), (slow, "nfnet")]
        return torch.cat([F.gelu(self.conv(f"{self.ROOT}{n}/final_conv", h), approximate="tanh").mean((2, 3)) for h, n in heads], 1)


class NfNet(SlowFast):
    """deepmind-research nfnets NFNet-F0, evaluation mode, pooled features."""

    ROOT = ""

    def __call__(self, x):
        x, index, variance = self.stem("nfnet", self.input(x)), 0, 1.0
        for stage, depth in enumerate(self.DEPTHS):
            for i in range(depth):
                x = self.block("nfnet", index, x, variance**-0.5, (2, 2) if i == 0 and stage > 0 else (1, 1), 128)
                index, variance = index + 1, (1 if i == 0 else variance) + 0.04
        return self.act(self.conv("nfnet/final_conv", x)).mean((2, 3))


class SlowFastNfResNet50(SlowFast):
    """deepmind-research nfnets NF-ResNet-50 twice, joined as SlowFast: tests/Embed.Tests/Golden/make_slowfast_nf_resnet50.py."""

    DEPTHS = [3, 4, 6, 3]
    RELU_GAMMA = 1.7139588594436646

    def __init__(self, weights, folded):
        named = {"/".join(name.rsplit(".", 1)).removesuffix("eight"): value for name, value in weights.items()}  # module/w, as Haiku has it
        super().__init__({name: value.permute(2, 3, 1, 0) if value.dim() == 4 else value for name, value in named.items()}, folded)

    def stem(self, path, x):
        x = self.conv(path + ".stem", x, (2, 2))
        t, f = same(x.shape[2], 3, 2), same(x.shape[3], 3, 2)
        return F.max_pool2d(F.pad(x, (*f, *t), value=-torch.inf), 3, 2)

    def block(self, name, x, beta, stride):
        h = F.relu(x) * (self.RELU_GAMMA * beta)
        shortcut = self.conv(name + ".shortcut", h, stride) if name + ".shortcut/w" in self.w else x
        h = F.relu(self.conv(name + ".conv0", h)) * self.RELU_GAMMA
        h = F.relu(self.conv(name + ".conv1", h, stride)) * self.RELU_GAMMA
        return self.conv(name + ".conv2", h) * self.w[name + "/skip_gain"] * 0.2 + shortcut

    def __call__(self, x):
        x = self.input(x)
        t = same(x.shape[2], 4, 4)
        paths = {"slow": self.stem("slow", F.max_pool2d(F.pad(x, (0, 0, *t), value=-torch.inf), (4, 1))), "fast": self.stem("fast", x)}
        index, variance = 0, 1.0
        for stage, depth in enumerate(self.DEPTHS):
            paths["slow"] = torch.cat([paths["slow"], F.relu(self.conv(f"fusions.{stage}", paths["fast"], (4, 1)))], 1)
            for i in range(depth):
                stride = (1, 2) if i == 0 and stage > 0 else (1, 1)
                for path in paths:
                    paths[path] = self.block(f"{path}.blocks.{index}", paths[path], variance**-0.5, stride)
                index, variance = index + 1, (1 if i == 0 else variance) + 0.04
        return torch.cat([F.relu(x).mean((2, 3)) for x in paths.values()], 1)


class ByolA:
    """nttcslab/byol-a AudioNTT2020, evaluation mode. Input (B, mel, time)."""

    def __init__(self, weights, folded):
        layers = []
        for i in (0, 4, 8):
            conv = torch.nn.Conv2d(1 if i == 0 else 64, 64, 3, padding=1)
            norm = torch.nn.BatchNorm2d(64)
            conv.weight.data, conv.bias.data = weights[f"features.{i}.weight"], weights[f"features.{i}.bias"]
            for part in ("weight", "bias", "running_mean", "running_var"):
                getattr(norm, part).data = weights[f"features.{i + 1}.{part}"]
            layers += [torch.nn.utils.fuse_conv_bn_eval(conv.eval(), norm.eval())] if folded else [conv, norm]
            layers += [torch.nn.ReLU(), torch.nn.MaxPool2d(2)]
        dense = [torch.nn.Linear(*weights[f"fc.{i}.weight"].shape[::-1]) for i in (0, 3)]
        for layer, i in zip(dense, (0, 3)):
            layer.weight.data, layer.bias.data = weights[f"fc.{i}.weight"], weights[f"fc.{i}.bias"]
        self.folded = folded
        self.features = torch.nn.Sequential(*layers).eval()
        self.fc = torch.nn.Sequential(dense[0], torch.nn.ReLU(), dense[1], torch.nn.ReLU())
        if folded:
            self.features.to(memory_format=torch.channels_last)

    def __call__(self, x):
        x = x.unsqueeze(1)
        if self.folded:
            x = x.contiguous(memory_format=torch.channels_last)
        x = self.features(x).permute(0, 3, 2, 1).flatten(2)
        x = self.fc(x)
        return x.max(1).values + x.mean(1)


class VitBase:
    """torchvision's VisionTransformer on log-mel, its class token, evaluation mode. Input (B, frames, mel), filled up to whole patches."""

    def __init__(self, weights, frames=304):
        import torchvision
        self.vit = torchvision.models.VisionTransformer(80, 16, 12, 12, 768, 3072)
        self.vit.heads = torch.nn.Identity()
        self.vit.conv_proj = torch.nn.Conv2d(1, 768, 16, 16)
        self.vit.encoder.pos_embedding = torch.nn.Parameter(torch.zeros(1, 1 + frames // 16 * 5, 768))
        self.vit.load_state_dict(weights)
        self.vit.eval()
        self.frames = frames

    def __call__(self, x):
        x = F.pad(x, (0, 0, 0, self.frames - x.shape[1])).unsqueeze(1)
        patches = self.vit.conv_proj(x).flatten(2).transpose(1, 2)
        return self.vit.encoder(torch.cat([self.vit.class_token.expand(len(x), -1, -1), patches], 1))[:, 0]


class Wav2Vec2Base:
    """torchaudio's wav2vec2_base, mean over time of its last layer, evaluation mode. Input (B, samples)."""

    def __init__(self, weights):
        import torchaudio
        self.model = torchaudio.models.wav2vec2_base()
        self.model.load_state_dict(weights)
        self.model.eval()

    def __call__(self, x):
        return self.model(x)[0].mean(1)


class BidirCpc:
    """What Hares makes of Bidir-CPC: there is no original, and no golden output. Input (B, samples)."""

    ENCODER = [(10, 5)] + [(4, 2)] * 7 + [(1, 1)] * 2

    def __init__(self, weights):
        self.w = weights

    @staticmethod
    def random_weights():
        shapes = {f"encoder.{i}": (512, 1 if i == 0 else 512, k) for i, (k, _) in enumerate(BidirCpc.ENCODER)}
        shapes |= {f"{side}.layers.{i}": (512, 512, i + 2) for side in ("forwards", "backwards") for i in range(9)}
        generator, weights = torch.Generator().manual_seed(1), {}
        for name, shape in shapes.items():
            weights[f"{name}.weight"] = torch.randn(shape, generator=generator) * (2 / (shape[1] * shape[2])) ** 0.5
            weights[f"{name}.norm.weight"], weights[f"{name}.norm.bias"] = torch.ones(512), torch.zeros(512)
        return weights

    def conv(self, name, x, stride=1, padding=0):
        x = F.conv1d(F.pad(x, (padding, 0)), self.w[f"{name}.weight"], stride=stride).transpose(1, 2)
        return F.relu(F.layer_norm(x, (512,), self.w[f"{name}.norm.weight"], self.w[f"{name}.norm.bias"])).transpose(1, 2)

    def context(self, side, x):
        for i in range(9):
            x = x + self.conv(f"{side}.layers.{i}", x, padding=i + 1)
        return x

    def __call__(self, x):
        x = x.unsqueeze(1)
        for i, (_, stride) in enumerate(self.ENCODER):
            x = self.conv(f"encoder.{i}", x, stride)
        return torch.cat([self.context("forwards", x), self.context("backwards", x.flip(2)).flip(2)], 1).mean(2)


NETWORKS = {
    "byol-a-cnn-512": ByolA,
    "byol-a-cnn-2048": ByolA,
    "slowfast-nfnet-f0": SlowFast,
    "efficientnet-b0": convolutional.EfficientNetB0,
    "cnn14": convolutional.Cnn14,
    "resnet50": convolutional.ResNet50,
    "slowfast-resnet50": convolutional.SlowFastResNet50,
    "slowfast-resnet50-no-norm": convolutional.SlowFastResNet50NoNorm,
    "slowfast-resnet50-ln": convolutional.SlowFastResNet50LayerNorm,
    "slowfast-resnet50-in": convolutional.SlowFastResNet50InstanceNorm,
    "slowfast-nf-resnet50": SlowFastNfResNet50,
    "nfnet-f0": NfNet,
}
SEQUENCE_NETWORKS = {"vit-base": VitBase, "wav2vec2-base": Wav2Vec2Base, "bidir-cpc": BidirCpc}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("network", choices=[*NETWORKS, "vit-base", "wav2vec2-base"])
    parser.add_argument("--form", choices=["plain", "folded"], default="plain")
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seconds", type=float, default=10)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)

    golden = json.loads((GOLDEN / f"{options.network}.json").read_text())
    weights = weights_of(golden)
    with torch.inference_mode():
        x = rule(golden["input"])
        x = x.squeeze(-1 if "nf" in options.network else 1) if x.dim() == 4 else x
        if options.network == "vit-base":
            network, shape = VitBase(weights, frames=80), (80, 80)
        elif options.network == "wav2vec2-base":
            network, shape = Wav2Vec2Base(weights), (48_000,)
        else:
            network = NETWORKS[options.network](weights, options.form == "folded")
            shape = (64, 96) if options.network.startswith("byol") else (301, x.shape[2])
        expected = np.array(golden["outputs"][-1]["values"]).reshape(golden["outputs"][-1]["shape"])
        deviation = np.abs(network(x).numpy() - expected).max() / expected.std()

        batch = torch.randn(options.batch, *shape)
        network(batch)
        wall, cpu, end = [], [], time.perf_counter() + options.seconds
        while len(wall) < 3 or time.perf_counter() < end:
            start, start_cpu = time.perf_counter(), time.process_time()
            network(batch)
            wall.append(1e3 * (time.perf_counter() - start))
            cpu.append(1e3 * (time.process_time() - start_cpu))
    print(json.dumps({
        "network": options.network, "form": options.form, "batch": options.batch, "threads": options.threads, "torch": torch.__version__,
        "deviation": float(f"{deviation:.1e}"), "ms": round(statistics.median(wall), 1), "cpu_ms": round(statistics.median(cpu), 1),
    }))


if __name__ == "__main__":
    main()
