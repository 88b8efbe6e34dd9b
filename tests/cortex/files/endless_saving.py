"""A process to be killed: ``python endless_saving.py FILE`` saves one network after another."""

from __future__ import annotations

import sys
from itertools import count
from pathlib import Path

from visctx_gui.cortex.files.network_file import NetworkFile, save_network
from visctx_gui.cortex.networks.v1_v2 import new_network
from visctx_gui.plan.network import NetworkPlan

if __name__ == "__main__":
    names = tuple("0123456789")
    for seed in count():
        saved = NetworkFile(new_network(NetworkPlan(), seed % 5), names, seed=seed % 5)
        save_network(Path(sys.argv[1]), saved)
        print(seed, flush=True)
