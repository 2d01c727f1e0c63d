"""Convolutional networks in plain PyTorch, evaluation mode, from weights under their original's names. Input (B, time, mel), normalised."""
import torch
import torch.nn.functional as F


class Normed:
    """Convolutions with a norm after each. Form "folded" multiplies batch norm into them once and keeps channels innermost in memory."""

    def __init__(self, weights, folded):
        self.w, self.folded = dict(weights), folded
        if folded:
            for name in [n for n, w in weights.items() if w.dim() == 4]:
                self.w[name] = self.w[name].contiguous(memory_format=torch.channels_last)
        self.merged = {}

    def input(self, x):
        x = x.unsqueeze(1)
        return x.contiguous(memory_format=torch.channels_last) if self.folded else x

    def conv(self, x, conv, norm, stride=1, groups=1):
        weight = self.w[conv + ".weight"]
        padding = (weight.shape[2] // 2, weight.shape[3] // 2)
        if not self.folded or norm + ".running_mean" not in self.w:
            return self.norm(F.conv2d(x, weight, None, stride, padding, groups=groups), norm)
        if conv not in self.merged:
            scale = self.w[norm + ".weight"] * torch.rsqrt(self.w[norm + ".running_var"] + 1e-5)
            kernel = (weight * scale.view(-1, 1, 1, 1)).contiguous(memory_format=torch.channels_last)
            self.merged[conv] = kernel, self.w[norm + ".bias"] - self.w[norm + ".running_mean"] * scale
        return F.conv2d(x, *self.merged[conv], stride, padding, groups=groups)

    def norm(self, x, name):
        return F.batch_norm(x, *(self.w[f"{name}.{part}"] for part in ("running_mean", "running_var", "weight", "bias")))

    def has(self, module):
        return module + ".weight" in self.w


class Cnn14(Normed):
    """qiuqiangkong/audioset_tagging_cnn Cnn14, from the log-mel to its embedding."""

    def __call__(self, x):
        x = self.input(x)
        x = self.norm(x.transpose(1, 3), "bn0").transpose(1, 3)
        if self.folded:
            x = x.contiguous(memory_format=torch.channels_last)
        for i in range(1, 7):
            block = f"conv_block{i}."
            x = F.relu_(self.conv(x, block + "conv1", block + "bn1"))
            x = F.relu_(self.conv(x, block + "conv2", block + "bn2"))
            x = F.avg_pool2d(x, 2 if i < 6 else 1)
        x = x.mean(3)
        return F.relu_(F.linear(x.max(2).values + x.mean(2), self.w["fc1.weight"], self.w["fc1.bias"]))


class ResNet50(Normed):
    """torchvision resnet50 on one channel, without its classifier."""

    def __call__(self, x):
        x = F.max_pool2d(F.relu_(self.conv(self.input(x), "conv1", "bn1", 2)), 3, 2, 1)
        for stage, depth in enumerate((3, 4, 6, 3), 1):
            for i in range(depth):
                block, stride = f"layer{stage}.{i}.", 2 if i == 0 and stage > 1 else 1
                h = F.relu_(self.conv(x, block + "conv1", block + "bn1"))
                h = F.relu_(self.conv(h, block + "conv2", block + "bn2", stride))
                h = self.conv(h, block + "conv3", block + "bn3")
                h += self.conv(x, block + "downsample.0", block + "downsample.1", stride) if self.has(block + "downsample.0") else x
                x = F.relu_(h)
        return x.mean((2, 3))


class EfficientNetB0(Normed):
    """torchvision efficientnet_b0 on one channel, without its classifier."""

    STAGES = ((1, 1), (2, 2), (2, 2), (2, 3), (1, 3), (2, 4), (1, 1))  # stride, blocks

    def __call__(self, x):
        x = F.silu(self.conv(self.input(x), "features.0.0", "features.0.1", 2), inplace=True)
        for stage, (stride, depth) in enumerate(self.STAGES, 1):
            for i in range(depth):
                x = self.block(x, f"features.{stage}.{i}.block.", stride if i == 0 else 1)
        return F.silu(self.conv(x, "features.8.0", "features.8.1"), inplace=True).mean((2, 3))

    def block(self, x, name, stride):
        h, part = x, 0
        if self.has(name + "3.0"):
            h, part = F.silu(self.conv(h, name + "0.0", name + "0.1"), inplace=True), 1
        h = F.silu(self.conv(h, f"{name}{part}.0", f"{name}{part}.1", stride, groups=h.shape[1]), inplace=True)
        gate = F.silu(self.dense(h.mean((2, 3), keepdim=True), f"{name}{part + 1}.fc1"), inplace=True)
        h = torch.sigmoid(self.dense(gate, f"{name}{part + 1}.fc2")) * h
        h = self.conv(h, f"{name}{part + 2}.0", f"{name}{part + 2}.1")
        return h + x if h.shape == x.shape and stride == 1 else h

    def dense(self, x, name):
        return F.conv2d(x, self.w[name + ".weight"], self.w[name + ".bias"])


class SlowFastResNet50(Normed):
    """ekazakos/auditory-slow-fast without its classifiers; the slow pathway sees the maximum of each four frames."""

    GROUPS = None  # of a group norm in place of batch norm: 1, or as many as channels

    def norm(self, x, name):
        if self.GROUPS is None:
            return super().norm(x, name)
        return F.group_norm(x, self.GROUPS or int(x.shape[1]), self.w[name + ".weight"], self.w[name + ".bias"])

    def __call__(self, x):
        x, before, total = self.input(x), -int(x.shape[1]) % 4 // 2, -int(x.shape[1]) % 4
        paths = [F.max_pool2d(F.pad(x, (0, 0, before, total - before), value=-torch.inf), (4, 1)), x]
        for path in (0, 1):
            name = f"s1.pathway{path}_stem."
            paths[path] = F.max_pool2d(F.relu_(self.conv(paths[path], name + "conv", name + "bn", 2)), 3, 2, 1)
        for stage, depth in enumerate((3, 4, 6, 3)):
            fuse = f"s{stage + 1}_fuse."
            paths[0] = torch.cat([paths[0], F.relu_(self.conv(paths[1], fuse + "conv_f2s", fuse + "bn", (4, 1)))], 1)
            for path in (0, 1):
                for i in range(depth):
                    stride = (1, 2 if i == 0 and stage > 0 else 1)
                    paths[path] = self.block(paths[path], f"s{stage + 2}.pathway{path}_res{i}.", stride)
        return torch.cat([path.mean((2, 3)) for path in paths], 1)

    def block(self, x, name, stride):
        h = F.relu_(self.conv(x, name + "branch2.a", name + "branch2.a_bn"))
        h = F.relu_(self.conv(h, name + "branch2.b", name + "branch2.b_bn", stride))
        h = self.conv(h, name + "branch2.c", name + "branch2.c_bn")
        return F.relu_((self.conv(x, name + "branch1", name + "branch1_bn", stride) if self.has(name + "branch1") else x) + h)


class SlowFastResNet50LayerNorm(SlowFastResNet50):
    GROUPS = 1


class SlowFastResNet50InstanceNorm(SlowFastResNet50):
    GROUPS = 0


class SlowFastResNet50NoNorm(SlowFastResNet50):
    """Without norms; the convolutions have biases."""

    def conv(self, x, conv, norm, stride=1, groups=1):
        weight = self.w[conv + ".weight"]
        return F.conv2d(x, weight, self.w[conv + ".bias"], stride, (weight.shape[2] // 2, weight.shape[3] // 2), groups=groups)
