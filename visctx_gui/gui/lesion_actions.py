"""The part of the action table that is about lesions."""

from __future__ import annotations

from visctx_gui.gui.action_facts import ActionFacts, make_facts
from visctx_gui.gui.damage_words import EXPLANATIONS
from visctx_gui.plan.wording import translatable

LESION_ACTIONS: tuple[ActionFacts, ...] = (
    make_facts(
        "toggle_unit",
        "Lesion",
        translatable("Lesion or restore the selected unit"),
        translatable("Damage the selected unit as the kind of damage says, or restore it."),
        "L",
        navigates=True,
    ),
    make_facts(
        "restore_all",
        "Lesion",
        translatable("Restore all units"),
        translatable("Take all damage away; the network is exactly as before."),
    ),
    make_facts(
        "kind_zero",
        "Lesion",
        translatable("Damage: silence"),
        EXPLANATIONS["zero"],
        line=True,
    ),
    make_facts(
        "kind_mean",
        "Lesion",
        translatable("Damage: mean output"),
        EXPLANATIONS["mean"],
    ),
    make_facts(
        "kind_noise",
        "Lesion",
        translatable("Damage: noise"),
        EXPLANATIONS["noise"],
    ),
    make_facts(
        "kind_weights",
        "Lesion",
        translatable("Damage: weights and bias (as published)"),
        EXPLANATIONS["weights"],
    ),
    make_facts(
        "kind_connections",
        "Lesion",
        translatable("Damage: cut connections"),
        EXPLANATIONS["connections"],
    ),
    make_facts(
        "scotoma",
        "Lesion",
        translatable("Scotoma..."),
        translatable("Draw a region on the current image and lesion the cells that look at it."),
        line=True,
    ),
    make_facts(
        "recover",
        "Lesion",
        translatable("Train on with this lesion"),
        translatable(
            "Train as the Training panel says while the lesion is held: lesioned units stay as they are made, "
            "the others learn."
        ),
        icon="mdi6.play",
    ),
    make_facts(
        "open_lesion",
        "Lesion",
        translatable("Open lesion..."),
        translatable("Read a lesion from a file (.toml with [[lesion]])."),
        icon="mdi6.folder-open-outline",
        line=True,
    ),
    make_facts(
        "save_lesion",
        "Lesion",
        translatable("Save lesion..."),
        translatable("Write the lesion as a piece of an experiment file (.toml)."),
        icon="mdi6.content-save-outline",
    ),
)
