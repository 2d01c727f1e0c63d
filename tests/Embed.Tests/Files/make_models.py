"""Makes the tiny networks beside it: python3 make_models.py (torch 1.13)."""
import os, warnings
from typing import List
import torch
from torch import nn

warnings.filterwarnings("ignore")
here = os.path.dirname(os.path.abspath(__file__))
torch.manual_seed(0)


class Wave(nn.Module):
    """(batch, samples) to (batch, 4); as a sequence, to (batch, time, 4)."""

    def __init__(self, sequence=False):
        super().__init__()
        self.convolution = nn.Conv1d(1, 4, 400, stride=160)
        self.sequence = sequence

    def forward(self, x):
        time = torch.relu(self.convolution(x.unsqueeze(1))).transpose(1, 2)
        return time if self.sequence else time.mean(1)


class Both(Wave):
    """The sequence and its mean."""

    def __init__(self):
        super().__init__(sequence=True)

    def forward(self, x):
        time = super().forward(x)
        return time, time.mean(1)


class Channels(Wave):
    """Features before time: not what Hares wants."""

    def forward(self, x):
        return super().forward(x).transpose(1, 2)


class Fixed(nn.Module):
    """(1, 1, 8000) to (1, 3)."""

    def __init__(self):
        super().__init__()
        self.dense = nn.Linear(8000, 3)

    def forward(self, x):
        return self.dense(x.squeeze(1))


class LogMel(nn.Module):
    """(batch, 1, frames, bands) to (batch, 5), or with bands before frames and without the channel."""

    def __init__(self, bands=64, bands_first=False):
        super().__init__()
        self.dense = nn.Linear(bands, 5)
        self.bands_first = bands_first

    def forward(self, x):
        frames = x.transpose(1, 2) if self.bands_first else x.squeeze(1)
        return torch.tanh(self.dense(frames)).mean(1)


class Sum(nn.Module):
    def forward(self, x, y):
        return x.mean(1, keepdim=True) + y.mean(1, keepdim=True)


class Integers(nn.Module):
    def forward(self, x):
        return x.float().mean(1, keepdim=True)


class Dropping(Wave):
    def forward(self, x):
        return nn.functional.dropout(super().forward(x), 0.5, training=True)


class Moody(nn.Module):
    """Three features, four for a loud window; the logarithm of a silent one is minus infinity."""

    def forward(self, x):
        features = torch.stack([x.abs().mean(1), x.std(1), (x * x).mean(1)], 1).log()
        if float(x.abs().max()) > 0.9:
            features = torch.cat([features, features[:, :1]], 1)
        return features


class Strict(nn.Module):
    """Three features; a loud window is an error."""

    def forward(self, x):
        if float(x.abs().max()) > 0.9:
            raise RuntimeError("too loud")
        return torch.stack([x.abs().mean(1), x.std(1), (x * x).mean(1)], 1)


class Thousand(nn.Module):
    """(batch, 1000) to (batch, 3), and no other length."""

    def __init__(self):
        super().__init__()
        self.dense = nn.Linear(1000, 3)

    def forward(self, x):
        return self.dense(x)


class Sequence(nn.Module):
    """A list of tensors."""

    def forward(self, x):
        parts: List[torch.Tensor] = []
        for i in range(x.size(0)):
            parts.append(x[i : i + 1].mean(1, keepdim=True))
        return parts


class Cast(Wave):
    """In another floating type."""

    def __init__(self, to):
        super().__init__()
        self.to_type = to

    def forward(self, x):
        return super().forward(x).to(self.to_type)


class Named(Wave):
    def forward(self, x):
        time = super().forward(x)
        return {"embedding": time, "twice": 2 * time}


def onnx(name, network, example, axes, outputs=("embedding",), inputs=("audio",), **more):
    network.eval()
    torch.onnx.export(network, example, os.path.join(here, name), input_names=list(inputs), output_names=list(outputs), dynamic_axes=axes, opset_version=13, **more)


second = torch.sin(torch.arange(16000) * 0.05).unsqueeze(0)
any_wave = {"audio": {0: "batch", 1: "samples"}}
wave = Wave()
onnx("wave.onnx", wave, second, {**any_wave, "embedding": {0: "batch"}})
print("wave", wave(torch.cat([second, 0.5 * second])).tolist())
both = Both()
both.load_state_dict(wave.state_dict())
onnx("wave-both.onnx", both, second, {**any_wave, "sequence": {0: "batch", 1: "time"}, "mean": {0: "batch"}}, ("sequence", "mean"))
onnx("wave-features-first.onnx", Channels(sequence=True), second, {**any_wave, "embedding": {0: "batch", 2: "time"}})
onnx("wave-dropout.onnx", Dropping(), second, {**any_wave, "embedding": {0: "batch"}})
fixed = Fixed()
onnx("wave-fixed.onnx", fixed, second[:, None, :8000], {})
print("fixed", fixed(second[:, None, :8000]).tolist(), fixed(second[:, None, 8000:]).tolist())
frames = torch.sin(torch.arange(40 * 64) * 0.05).reshape(1, 40, 64)
log_mel = LogMel()
onnx("log-mel.onnx", log_mel, frames[:, None], {"audio": {0: "batch", 2: "frames"}, "embedding": {0: "batch"}})
print("log-mel", log_mel(frames[:, None]).tolist())
turned = LogMel(bands_first=True)
turned.load_state_dict(log_mel.state_dict())
onnx("log-mel-bands-first.onnx", turned, frames.transpose(1, 2), {"audio": {0: "batch", 2: "frames"}, "embedding": {0: "batch"}})
onnx("two-inputs.onnx", Sum(), (second, second), {}, inputs=("x", "y"))
onnx("integers.onnx", Integers(), torch.ones(1, 16000, dtype=torch.int64), any_wave)
onnx("batch-of-eight.onnx", wave, second.repeat(8, 1), {"audio": {1: "samples"}})

torch.jit.save(torch.jit.script(wave.eval()), os.path.join(here, "wave.pt"))
torch.jit.save(torch.jit.script(Moody()), os.path.join(here, "moody.pt"))
torch.jit.save(torch.jit.trace(both.eval(), second), os.path.join(here, "wave-both.pt"))
torch.jit.save(torch.jit.trace(Named().eval(), second, strict=False), os.path.join(here, "wave-named.pt"))
torch.jit.save(torch.jit.script(turned), os.path.join(here, "log-mel-bands-first.pt"))

# Later than the others, whose random weights must stay.
thousand = Thousand()
torch.jit.save(torch.jit.script(thousand), os.path.join(here, "thousand.pt"))
print("thousand", thousand(second[:, :1000]).tolist(), thousand(second[:, 1000:2000]).tolist())
torch.jit.save(torch.jit.script(Strict()), os.path.join(here, "strict.pt"))
onnx("sequence.onnx", torch.jit.script(Sequence()), second, any_wave)
for name, to in (("wave-half.onnx", torch.float16), ("wave-double.onnx", torch.float64)):
    cast = Cast(to)
    cast.load_state_dict(wave.state_dict())
    onnx(name, cast, second, {**any_wave, "embedding": {0: "batch"}})
