"""Which published architecture, for which images and classes."""

from __future__ import annotations

from dataclasses import dataclass

from visctx_gui.plan.architectures import ARCHITECTURE_NAMES, CLASSES, Operation, architecture
from visctx_gui.plan.fields import check_ranges, option
from visctx_gui.plan.wording import PlanError, message, translatable

IMAGENET_MEAN = (0.485, 0.456, 0.406)
IMAGENET_SD = (0.229, 0.224, 0.225)


@dataclass(frozen=True, slots=True)
class ArchitecturePlan:
    """A network of one of torchvision's families.

    Attributes
    ----------
    name : str
        As torchvision calls it.
    input_shape : tuple of int
        (channels, height, width) in pixels; 1 channel for grey images, 3 for colour.
    n_classes : int
        Size of the last layer's output.
    input_mean, input_sd : tuple of float
        Per channel, in units of 0..1: the network receives (image - mean) / sd. Published weights
        need `IMAGENET_MEAN` and `IMAGENET_SD`.
    """

    name: str = option(
        "alexnet",
        title=translatable("Architecture"),
        help=translatable("The family the network belongs to."),
        choices=ARCHITECTURE_NAMES,
    )
    input_shape: tuple[int, ...] = option(
        (3, 224, 224),
        title=translatable("Input"),
        help=translatable("Channels, height and width of the images the network receives."),
        unit="px",
        minimum=1,
        maximum=1024,
    )
    n_classes: int = option(
        1000,
        title=translatable("Classes"),
        help=translatable("Number of answers the network can give."),
        minimum=2,
        maximum=100_000,
    )
    input_mean: tuple[float, ...] = option((0.0,), minimum=-10.0, maximum=10.0)
    input_sd: tuple[float, ...] = option((1.0,), minimum=0.0, maximum=10.0, above_minimum=True)

    @property
    def conv_names(self) -> tuple[str, ...]:
        """Names of the filter layers in forward order, which are also the names a lesion uses."""
        return tuple(operation.name for operation in self._convolutions)

    @property
    def filters(self) -> tuple[int, ...]:
        """Number of filters of each filter layer."""
        return tuple(
            self.n_classes if operation.outputs == CLASSES else operation.outputs
            for operation in self._convolutions
        )

    @property
    def _convolutions(self) -> tuple[Operation, ...]:
        operations = architecture(self.name).operations
        return tuple(operation for operation in operations if operation.kind == "Conv2d")


def check_architecture(plan: ArchitecturePlan) -> None:
    """Refuse a network that cannot be built or cannot take its images.

    Raises
    ------
    PlanError
        With the reason and the field.
    """
    check_ranges(plan, "network")
    if len(plan.input_shape) != 3 or plan.input_shape[0] not in (1, 3):
        raise PlanError(
            message(
                translatable(
                    "network.input_shape needs 1 or 3 channels, then height and width, not {given}."
                ),
                given=" x ".join(str(side) for side in plan.input_shape),
            ),
            field="network.input_shape",
        )
    for name in ("input_mean", "input_sd"):
        if len(getattr(plan, name)) not in (1, plan.input_shape[0]):
            raise PlanError(
                message(
                    translatable("network.{name} needs one value, or one for each input channel."),
                    name=name,
                ),
                field=f"network.{name}",
            )
    _check_sides(plan)


def _check_sides(plan: ArchitecturePlan) -> None:
    facts = architecture(plan.name)
    _, height, width = plan.input_shape
    if min(height, width) < facts.smallest_side:
        raise PlanError(
            message(
                translatable(
                    "{title} needs images of at least {least} px, not {height} x {width}."
                ),
                title=facts.title,
                least=facts.smallest_side,
                height=height,
                width=width,
            ),
            message(translatable("Enlarge the images, or choose another architecture.")),
            field="network.input_shape",
        )
    if facts.patch_side and (height != width or height % facts.patch_side):
        raise PlanError(
            message(
                translatable(
                    "{title} needs square images whose side is a multiple of {side} px, not {height} x {width}."
                ),
                title=facts.title,
                side=facts.patch_side,
                height=height,
                width=width,
            ),
            message(translatable("Enlarge the images, or choose another architecture.")),
            field="network.input_shape",
        )
