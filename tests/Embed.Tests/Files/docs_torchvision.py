"""Runs what docs/your-own-encoder.md says of torchvision's weights: python3 docs_torchvision.py DOCS NAME OUT."""
import re, sys
import torch, torchvision

docs, name, out = sys.argv[1:]
blocks = re.findall(r"```python\n(.*?)```", open(docs, encoding="utf-8").read(), re.S)
block = next(block for block in blocks if "def for_log_mel" in block)
names = {}
exec(block[: block.index("model =")], names)
torch.save(names["for_log_mel"](getattr(torchvision.models, name)(weights=None).state_dict()), out)
print("saved")
