"""slowfast-resnet50-no-norm.json: python3 make_slowfast_no_norm.py CHECKOUT (torch; a checkout of ekazakos/auditory-slow-fast).

The original's network with a norm module that only adds a bias, in float64. The values carry the names of a convolution with that bias.
"""
import os, re, sys, types
from types import SimpleNamespace as Settings
import torch
from golden import entry, rule, write


class Bias(torch.nn.Module):
    def __init__(self, num_features, eps, momentum):
        super().__init__()
        self.bias = torch.nn.Parameter(torch.zeros(num_features))

    def forward(self, x):
        return x + self.bias.view(1, -1, 1, 1)


def module(name, **content):
    sys.modules[name] = types.ModuleType(name)
    vars(sys.modules[name]).update(content)


# What the original takes from facebookresearch/SlowFast and fvcore, of which the network needs this much.
module("fvcore"), module("fvcore.common")
module("fvcore.common.registry", Registry=lambda name: Settings(register=lambda: lambda model: model))
module("slowfast", __path__=[]), module("slowfast.models", __path__=[os.path.join(sys.argv[1], "slowfast", "models")])
module("slowfast.utils", __path__=[]), module("slowfast.utils.weight_init_helper", init_weights=lambda *_: None)
module("slowfast.models.batchnorm_helper", get_norm=lambda _: Bias)
sys.modules["slowfast.utils"].weight_init_helper = sys.modules["slowfast.utils.weight_init_helper"]
from slowfast.models.audio_model_builder import SlowFast

network = SlowFast(Settings(  # configs/EPIC-KITCHENS/SLOWFAST_R50.yaml
    DATA=Settings(INPUT_CHANNEL_NUM=[1, 1]),
    AUDIO_DATA=Settings(NUM_FRAMES=400, NUM_FREQUENCIES=128),
    SLOWFAST=Settings(ALPHA=4, BETA_INV=8, FUSION_CONV_CHANNEL_RATIO=2, FUSION_KERNEL_SZ=7),
    RESNET=Settings(
        ZERO_INIT_FINAL_BN=True, WIDTH_PER_GROUP=64, NUM_GROUPS=1, DEPTH=50, TRANS_FUNC="bottleneck_transform", STRIDE_1X1=False,
        NUM_BLOCK_TEMP_KERNEL=[[3, 3], [4, 4], [6, 6], [3, 3]], FREQUENCY_STRIDES=[[1, 1], [2, 2], [2, 2], [2, 2]],
        FREQUENCY_DILATIONS=[[1, 1]] * 4),
    MODEL=Settings(ARCH="slowfast", NUM_CLASSES=[97, 300], DROPOUT_RATE=0.5, HEAD_ACT="softmax", FC_INIT_STD=0.01))).double().eval()
network.head = torch.nn.Identity()


def ours(name):
    """The bias is that of the convolution before it."""
    name = re.sub(r"_bn\.bias$", ".bias", name)
    return re.sub(r"_fuse\.bn\.bias$", "_fuse.conv_f2s.bias", name).replace("_stem.bn.bias", "_stem.conv.bias")


parameters = []
for name, tensor in network.state_dict().items():
    parameters.append(entry(ours(name), tensor.shape, len(parameters) + 1, tensor[0].numel()))
    tensor.copy_(rule(parameters[-1]))

input = {"shape": [1, 1, 205, 80], "k": 0, "mean": 0.0, "scale": 1.0}
x = rule(input)
before, total = -x.shape[2] % 4 // 2, -x.shape[2] % 4
slow = torch.nn.functional.max_pool2d(torch.nn.functional.pad(x, (0, 0, before, total - before), value=-torch.inf), (4, 1))
with torch.no_grad():
    output = torch.cat([path.mean((2, 3)) for path in network([slow, x])], 1)
write("slowfast-resnet50-no-norm.json", "SlowFast ResNet-50 without norm", "ekazakos/auditory-slow-fast, norm module: a bias", input, parameters, output)
