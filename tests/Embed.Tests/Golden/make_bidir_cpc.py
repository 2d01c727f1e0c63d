"""bidir-cpc.json: python3 make_bidir_cpc.py (torch). There is no original: an independent network, that of bench/python, in float64."""
import os, sys
from golden import entry, here, rule, write

sys.path.insert(0, os.path.join(here, "..", "..", "..", "bench", "python"))
from networks import BidirCpc

parameters = []
for name, tensor in BidirCpc.random_weights().items():
    parameters.append(entry(name, tensor.shape, len(parameters) + 1, tensor[0].numel()))
input = {"shape": [1, 16000], "k": 0, "mean": 0.0, "scale": 0.5}
output = BidirCpc({parameter["name"]: rule(parameter) for parameter in parameters})(rule(input))
write("bidir-cpc.json", "Bidir-CPC", "bench/python/networks.py BidirCpc", input, parameters, output)
