"""Trains the BYOL-A network for three steps and prints its embedding of a window: python3 train_byol_a.py FOLDER (torch)."""
import os, sys
import torch
from torch import nn


class AudioNTT2020(nn.Module):
    def __init__(self, width=512):
        super().__init__()
        stages = []
        for channels in (1, 64, 64):
            stages += [nn.Conv2d(channels, 64, 3, padding=1), nn.BatchNorm2d(64), nn.ReLU(), nn.MaxPool2d(2)]
        self.features = nn.Sequential(*stages)
        self.fc = nn.Sequential(nn.Linear(512, width), nn.ReLU(), nn.Dropout(0.3), nn.Linear(width, width), nn.ReLU())

    def forward(self, x):                                           # (batch, 1, mel, time)
        x = self.features(x).permute(0, 3, 2, 1).flatten(2)
        x = self.fc(x)
        return x.amax(1) + x.mean(1)


torch.manual_seed(0)
network, folder = AudioNTT2020(), sys.argv[1]
optimizer = torch.optim.Adam(network.parameters(), 1e-3)
for _ in range(3):
    optimizer.zero_grad()
    network(torch.randn(8, 1, 64, 48)).square().mean().backward()
    optimizer.step()
network.eval()
torch.save({"epoch": 3, "model": network.state_dict(), "optimizer": optimizer.state_dict()}, os.path.join(folder, "checkpoint.pth"))
torch.save(nn.DataParallel(network).state_dict(), os.path.join(folder, "legacy.pth"), _use_new_zipfile_serialization=False)
window = torch.sin(torch.arange(96 * 64) * 0.05).reshape(96, 64)     # frames x bands, normalised
with torch.no_grad():
    print(" ".join(repr(value) for value in network(window.t()[None, None])[0].tolist()))
