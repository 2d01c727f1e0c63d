"""As much of jax and Haiku as DeepMind's networks need for inference, on torch tensors in float64: lets the published code run as it stands.

Import before it. Modules get their `path` from whoever builds the network; parameters are values by the rule, in the order they are first used.
"""
import sys, types
import torch
import torch.nn.functional as F
from golden import entry, rule

parameters, values, running = [], {}, []


class Module:
    def __init__(self, name=None):
        self.name = name

    def __init_subclass__(cls):
        call = cls.__dict__.get("__call__")
        if call:
            def entered(self, *arguments, **named):
                running.append(self)
                result = call(self, *arguments, **named)
                running.pop()
                return result
            cls.__call__ = entered


def pair(size):
    return (size, size) if isinstance(size, int) else tuple(size)


class Conv2D(Module):
    def __init__(self, output_channels, kernel_shape, stride=1, padding="SAME", with_bias=True, feature_group_count=1, name=None):
        super().__init__(name)
        self.output_channels, self.kernel_shape, self.stride, self.padding = int(output_channels), pair(kernel_shape), pair(stride), padding
        self.feature_group_count, self.channel_index = feature_group_count, -1
        self.lhs_dilation = self.kernel_dilation = self.dimension_numbers = None


class Linear(Module):
    def __init__(self, *_, **__):
        super().__init__()


def get_parameter(name, shape, dtype=None, init=None):
    key = f"{running[-1].path}.{'weight' if name == 'w' else name}"
    if key not in values:
        fan_in = shape[0] * shape[1] * shape[2] if len(shape) == 4 else 1
        parameters.append(entry(key, shape, len(parameters) + 1, fan_in))
        values[key] = rule(parameters[-1])
    return values[key]


def same(size, kernel, stride):
    total = max((-(-size // stride) - 1) * stride + kernel - size, 0)
    return total // 2, total - total // 2


def padded(x, kernel, stride, value):
    """SAME as XLA pads, of (batch, time, frequency, channels), as (batch, channels, time, frequency)."""
    time, frequency = (same(x.shape[i + 1], kernel[i], stride[i]) for i in (0, 1))
    return F.pad(x.permute(0, 3, 1, 2), (*frequency, *time), value=value)


def conv(x, weight, window_strides, padding, lhs_dilation, rhs_dilation, dimension_numbers, feature_group_count):
    assert padding == "SAME"
    x = padded(x, weight.shape[:2], window_strides, 0.0)
    return F.conv2d(x, weight.permute(3, 2, 0, 1), stride=window_strides, groups=feature_group_count).permute(0, 2, 3, 1)


def max_pool(x, window_shape, strides, padding):
    assert padding == "SAME"
    x = padded(x, window_shape[1:3], strides[1:3], -torch.inf)
    return F.max_pool2d(x, window_shape[1:3], strides[1:3]).permute(0, 2, 3, 1)


def module(name, **content):
    sys.modules[name] = types.ModuleType(name)
    vars(sys.modules[name]).update(content)
    return sys.modules[name]


def constant(*_, **__):
    """An initialiser; values come from the rule."""


initializers = types.SimpleNamespace(RandomNormal=constant, VarianceScaling=constant)
module("haiku", Module=Module, Conv2D=Conv2D, Linear=Linear, Sequential=list, get_parameter=get_parameter, max_pool=max_pool,
       transparent=lambda method: method, initializers=initializers)
numpy = module(
    "jax.numpy", ones=constant, zeros=constant, ndarray=torch.Tensor,
    mean=lambda x, axis=None, keepdims=False: x.mean() if axis is None else x.mean(axis, keepdim=keepdims),
    var=lambda x, axis, keepdims=False: x.var(axis, unbiased=False, keepdim=keepdims),
    maximum=lambda x, least: x.clamp(min=least), concatenate=lambda parts, axis: torch.cat(parts, axis))
nn = types.SimpleNamespace(relu=torch.relu, gelu=None)
module("jax", numpy=numpy, nn=nn, lax=types.SimpleNamespace(rsqrt=torch.rsqrt, conv_general_dilated=conv))
module("chex", Array=torch.Tensor)
