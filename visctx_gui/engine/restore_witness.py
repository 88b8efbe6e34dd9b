"""What a network was before the first lesion on its weights, kept apart from all lesions."""

from __future__ import annotations

import copy
from collections.abc import Hashable
from dataclasses import dataclass, field

from visctx_gui.cortex.networks.v1_v2 import V1V2Network
from visctx_gui.engine.session import Session


@dataclass(eq=False)
class RestoreWitness:
    """A twin of the network that no lesion is ever tried on.

    It is made before the first lesion on these weights, which takes a millisecond. A pass over
    all images would hold up that first lesion, so the twin's scores are measured when somebody
    asks for them, and remembered from then on.

    Attributes
    ----------
    twin : V1V2Network
        Bit for bit the network, down to the order in memory, which decides the last bits of sums.
    lesions : int
        Lesions that were tried on the network since.
    score_hashes : dict
        By images: sha256 of the twin's scores.
    """

    twin: V1V2Network
    lesions: int = 0
    score_hashes: dict[Hashable, str] = field(default_factory=dict)


def restore_witness(session: Session) -> RestoreWitness:
    """The witness of the weights as they are now, made where there is none."""
    network = session.needed_network().network
    witness: RestoreWitness = session.kept(
        "restore witness", session.weights_key, lambda: RestoreWitness(copy.deepcopy(network))
    )
    return witness


def note_lesions(session: Session, count: int = 1) -> None:
    """Note that lesions are about to be tried on the weights as they are now.

    While a training runs there is nothing to restore: each batch makes other weights.
    """
    if session.training_state not in ("running", "stopping"):
        restore_witness(session).lesions += count
