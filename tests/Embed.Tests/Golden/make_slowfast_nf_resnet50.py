"""slowfast-nf-resnet50.json: python3 make_slowfast_nf_resnet50.py FOLDER (torch).

FOLDER holds nfnets/ of google-deepmind/deepmind-research and slowfast_nfnets/ of google-deepmind/slowfast_nfnets. Nobody published this network: two
published NF-ResNet-50 whose kernels and strides are those of the SlowFast ResNet-50, joined by the published SlowFastNFNet. float64.
"""
import sys
import torch
import haiku_by_torch
import haiku as hk
from golden import rule, write

sys.path.insert(0, sys.argv[1])
from nfnets import nf_resnet
from slowfast_nfnets.slowfast_nfnet import FuseFast2Slow, SlowFastNFNet

DEPTHS = nf_resnet.NF_ResNet.variant_dict["ResNet50"]["depth"]


def pathway(path, width, stem_kernel, time_kernels):
    """(time, 1) and (1, 3) instead of 1 x 1 and 3 x 3; after the stem only frequency is halved. Kazakos et al. 2021, arXiv 2103.03516, table 1."""
    net = nf_resnet.NF_ResNet(num_classes=1, width=width, drop_rate=0)
    net.initial_conv.kernel_shape, net.initial_conv.path = (stem_kernel, 7), f"{path}.stem"
    stages = [stage for stage, depth in enumerate(DEPTHS) for _ in range(depth)]
    for i, (stage, block) in enumerate(zip(stages, net.blocks)):
        block.path = f"{path}.blocks.{i}"
        block.conv0.kernel_shape, block.conv1.kernel_shape = (time_kernels[stage], 1), (1, 3)
        convolutions = ["conv0", "conv1", "conv2"] + ["conv_shortcut"] * block.use_projection
        for name in convolutions:
            part = getattr(block, name)
            part.path, part.stride = f"{block.path}.{name.replace('conv_', '')}", (1, part.stride[1])
    net.stem = lambda x: hk.max_pool(net.initial_conv(x), (1, 3, 3, 1), (1, 2, 2, 1), "SAME")  # as NF_ResNet's own call has it
    net.final_conv = lambda x: x
    return net


network = object.__new__(SlowFastNFNet)
network._time_ratio, network._activation, network._depth_pattern = 4, torch.relu, DEPTHS
network._fast_net, network._slow_net = pathway("fast", 0.5, 5, [3, 3, 3, 3]), pathway("slow", 4, 1, [1, 1, 3, 3])
network._fast2slow = [FuseFast2Slow(channels=16 * times, activation=torch.relu) for times in (1, 4, 8, 16)]
for i, fusion in enumerate(network._fast2slow):
    fusion._conv_f2s.path = f"fusions.{i}"

input = {"shape": [1, 205, 80, 1], "k": 0, "mean": 0.0, "scale": 1.0}
fast, slow = network(rule(input), is_training=False).split([256, 2048], 1)
write(
    "slowfast-nf-resnet50.json", "SlowFast NF-ResNet-50", "deepmind-research nfnets/nf_resnet.py, joined by slowfast_nfnets SlowFastNFNet", input,
    haiku_by_torch.parameters, torch.cat([slow, fast], 1))
