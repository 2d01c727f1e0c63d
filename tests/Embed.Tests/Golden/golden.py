"""Values by the rule of README.md, and the files beside it. Used by the make_*.py."""
import json, os
import numpy as np
import torch

here = os.path.dirname(os.path.abspath(__file__))


def rule(spec):
    """A float64 tensor of the float32 values of a tensor's entry."""
    n = int(np.prod(spec["shape"], dtype=np.int64))
    with np.errstate(over="ignore"):
        z = (np.uint64(spec["k"]) << np.uint64(32)) + np.arange(n, dtype=np.uint64) + np.uint64(0x9E3779B97F4A7C15)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    u = 2 * ((z ^ (z >> np.uint64(31))) >> np.uint64(40)).astype(np.float64) / 2**24 - 1
    return torch.from_numpy((spec["mean"] + spec["scale"] * u).astype(np.float32).astype(np.float64).reshape(spec["shape"]))


def entry(name, shape, k, fan_in):
    """Kernels of variance 1 / fan-in; gains around 1, biases around 0, gains of a branch around 0.7."""
    if name.endswith("skip_gain"):
        mean, scale = 0.7, 0.2
    elif name.endswith("bias"):
        mean, scale = 0.0, 0.1
    elif len(shape) < 2:
        mean, scale = 1.0, 0.2
    else:
        mean, scale = 0.0, round(float((3 / fan_in) ** 0.5), 8)
    return {"name": name, "shape": list(shape), "k": k, "mean": mean, "scale": scale}


def write(file, model, reference, input, parameters, output):
    """One line a parameter; output is (windows, features)."""
    head = {"model": model, "reference": reference, "parameter_count": sum(int(np.prod(p["shape"])) for p in parameters), "input": input}
    values = [float(np.float32(value)) for value in output.flatten().tolist()]
    outputs = [{"name": "embedding", "shape": list(output.shape), "values": values}]
    lines = ",\n ".join(json.dumps(parameter) for parameter in parameters)
    with open(os.path.join(here, file), "w") as out:
        out.write(json.dumps(head)[:-1] + ', "parameters": [\n ' + lines + '\n], "outputs": ' + json.dumps(outputs) + "}\n")
    print(file, head["parameter_count"], "deviation", output.std().item(), "of means", output.mean().item())
