"""Makes the small files beside it: python3 make.py (torch 1.13, numpy)."""
import collections, os, pickle
import numpy as np
import torch

here = os.path.dirname(os.path.abspath(__file__))
base = torch.arange(24, dtype=torch.float32).reshape(4, 6) / 4
tensors = collections.OrderedDict(
    plain=torch.tensor([[1.5, -2.5, 0.0], [4.0, 5.0, 6.25]]),
    transposed=base.t(),                       # strides 1, 6
    slice=base[1:3, 2:5],                      # offset 8, strides 6, 1, same storage
    parameter=torch.nn.Parameter(torch.tensor([3.0, 4.0])),
    half=torch.tensor([0.5, -1.0]).half(),
    double=torch.tensor([0.25, 1e-3], dtype=torch.float64),
    brain=torch.tensor([1.0, -0.375]).bfloat16(),
    scalar=torch.tensor(7.5),
    expanded=torch.tensor([2.0]).expand(3),    # stride 0
    empty=torch.zeros(0, 3),
    counter=torch.tensor(12),
)


def save(name, value, **how):
    torch.save(value, os.path.join(here, name), **how)


save("state-dict.pt", tensors)
save("state-dict-legacy.pth", tensors, _use_new_zipfile_serialization=False)
save("state-dict-protocol-4.pt", tensors, pickle_protocol=4)
network = torch.nn.Linear(2, 1)
optimizer = torch.optim.Adam(network.parameters())
network(torch.ones(1, 2)).sum().backward()
optimizer.step()
save("checkpoint.pt", {"iteration": 3, "loss": 0.5, "done": None, "model": network.state_dict(), "optimizer": optimizer.state_dict()})
# As auditory-slow-fast's save_checkpoint writes it, and with a random state beside the network's tensors.
save("checkpoint-slowfast.pt", {"epoch": 3, "model_state": network.state_dict(), "optimizer_state": optimizer.state_dict(), "cfg": "NUM_GPUS: 1"})
save("checkpoint-lightning.pt", {"epoch": 3, "rng": torch.get_rng_state(), "hyper": {"width": 1}, "state_dict": network.state_dict()})
save("whole-module.pt", network)
torch.jit.save(torch.jit.trace(network, torch.ones(1, 2)), os.path.join(here, "program.pt"))
np.savez_compressed(
    os.path.join(here, "haiku.npz"),
    **{"net/~/dense/w": np.asfortranarray(np.arange(6, dtype=np.float32).reshape(2, 3)), "net/~/dense/b": np.array([0.5, -0.5, 1.0]), "step": np.array(7)})
np.savez(os.path.join(here, "objects.npz"), a=np.array([{"b": 1}], dtype=object))
with open(os.path.join(here, "plain.pickle"), "wb") as file:
    pickle.dump({"w": [1.0, 2.0]}, file, protocol=4)
