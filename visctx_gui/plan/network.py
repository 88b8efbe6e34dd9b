"""Which network: the V1-V2 family and its options."""

from __future__ import annotations

from dataclasses import dataclass

from visctx_gui.plan.fields import check_ranges, option
from visctx_gui.plan.wording import PlanError, message, translatable

AREAS = ("V1", "V2", "V4", "IT")
MAXIMUM_STAGES = len(AREAS)


@dataclass(frozen=True, slots=True)
class NetworkPlan:
    """A network of the V1-V2 family: 1-4 stages of filters, nonlinearity and pooling, one linear layer.

    Attributes
    ----------
    filters : tuple of int
        Number of filters of each stage; its length is the number of stages.
    kernel_size, padding : tuple of int
        Of each stage's filters, in pixels of that stage's input. A single value serves all.
    pooling : str
        ``max`` or ``average`` over 2 x 2, or ``stride``: the filters themselves take steps of 2.
    nonlinearity, normalisation : str
        ``batch`` normalisation stands before the nonlinearity, ``local_response`` after it.
    input_shape : tuple of int
        (channels, height, width) in pixels.
    n_classes : int
        Size of the linear layer's output.
    input_mean, input_sd : tuple of float
        Per channel, in units of 0..1: the network receives (image - mean) / sd.
    areas : tuple of str
        Label of each stage; empty for V1, V2, V4, IT in order.
    """

    name: str = option(
        "v1-v2",
        title=translatable("Architecture"),
        help=translatable("The family the network belongs to."),
        choices=("v1-v2",),
    )
    filters: tuple[int, ...] = option(
        (16, 32),
        title=translatable("Filters"),
        help=translatable("Number of filters in each stage, such as 16, 32."),
        minimum=1,
        maximum=1024,
    )
    kernel_size: tuple[int, ...] = option(
        (5,),
        title=translatable("Filter size"),
        help=translatable("Side of the filters; one value for all stages, or one each."),
        unit="px",
        minimum=1,
        maximum=31,
    )
    padding: tuple[int, ...] = option(
        (0,),
        title=translatable("Padding"),
        help=translatable("Zeros added around each stage's input."),
        unit="px",
        minimum=0,
        maximum=15,
    )
    pooling: str = option(
        "max",
        title=translatable("Pooling"),
        help=translatable(
            "How each stage halves its maps: maximum or mean of 2 x 2, or steps of 2."
        ),
        choices=("max", "average", "stride"),
    )
    nonlinearity: str = option(
        "relu",
        title=translatable("Nonlinearity"),
        help=translatable("What a unit does with its summed input."),
        choices=("relu", "leaky_relu", "elu", "gelu", "tanh", "sigmoid"),
    )
    normalisation: str = option(
        "none",
        title=translatable("Normalisation"),
        help=translatable(
            "batch: over the images of a batch. local_response: across the maps at one place."
        ),
        choices=("none", "batch", "local_response"),
    )
    input_shape: tuple[int, ...] = option(
        (1, 28, 28),
        title=translatable("Input"),
        help=translatable("Channels, height and width of the images the network receives."),
        unit="px",
        minimum=1,
        maximum=1024,
    )
    n_classes: int = option(
        10,
        title=translatable("Classes"),
        help=translatable("Number of answers the network can give."),
        minimum=2,
        maximum=100_000,
    )
    input_mean: tuple[float, ...] = option((0.0,), minimum=-10.0, maximum=10.0)
    input_sd: tuple[float, ...] = option((1.0,), minimum=0.0, maximum=10.0, above_minimum=True)
    areas: tuple[str, ...] = option(())

    @property
    def n_stages(self) -> int:
        """Number of stages."""
        return len(self.filters)

    def kernel_of(self, stage: int) -> int:
        """Side of the filters of a stage (0-based), in pixels."""
        return self.kernel_size[stage if len(self.kernel_size) > 1 else 0]

    def padding_of(self, stage: int) -> int:
        """Padding of a stage (0-based), in pixels."""
        return self.padding[stage if len(self.padding) > 1 else 0]

    def area_of(self, stage: int) -> str:
        """Area label of a stage (0-based)."""
        return self.areas[stage] if stage < len(self.areas) else AREAS[stage]

    @property
    def conv_names(self) -> tuple[str, ...]:
        """Names of the filter layers, which are also the names a lesion uses."""
        return tuple(f"conv{stage + 1}" for stage in range(self.n_stages))


def check_network(plan: NetworkPlan) -> None:
    """Refuse a network that cannot be built.

    Raises
    ------
    PlanError
        With the reason and the field.
    """
    if not 1 <= plan.n_stages <= MAXIMUM_STAGES:
        raise PlanError(
            message(
                translatable("network.filters must name 1 to {most} stages, not {n}."),
                most=MAXIMUM_STAGES,
                n=plan.n_stages,
            ),
            field="network.filters",
        )
    check_ranges(plan, "network")
    for name in ("kernel_size", "padding"):
        given = len(getattr(plan, name))
        if given not in (1, plan.n_stages):
            raise PlanError(
                message(
                    translatable("network.{name} needs one value, or one for each of {n} stages."),
                    name=name,
                    n=plan.n_stages,
                ),
                field=f"network.{name}",
            )
    if len(plan.input_shape) != 3:
        raise PlanError(
            message(translatable("network.input_shape needs channels, height and width.")),
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
    if len(plan.areas) not in (0, plan.n_stages):
        raise PlanError(
            message(translatable("network.areas needs one label for each stage, or none.")),
            field="network.areas",
        )
    _check_sizes(plan)


def _check_sizes(plan: NetworkPlan) -> None:
    side = min(plan.input_shape[1:])
    for stage in range(plan.n_stages):
        kernel, padding = plan.kernel_of(stage), plan.padding_of(stage)
        if padding >= kernel:
            raise PlanError(
                message(
                    translatable(
                        "In stage {stage} a padding of {padding} px is as wide as the filters ({kernel} px)."
                    ),
                    stage=stage + 1,
                    padding=padding,
                    kernel=kernel,
                ),
                message(
                    translatable("Some filters would see nothing but zeros; use less padding.")
                ),
                field="network.padding",
            )
        if side + 2 * padding < kernel:
            raise PlanError(
                message(
                    translatable(
                        "Stage {stage} receives maps of {side} px, too small for filters of {kernel} px."
                    ),
                    stage=stage + 1,
                    side=side,
                    kernel=kernel,
                ),
                message(
                    translatable(
                        "Use smaller filters, more padding, fewer stages or larger images."
                    )
                ),
                field="network.kernel_size",
            )
        step = 2 if plan.pooling == "stride" else 1
        side = (side + 2 * padding - kernel) // step + 1
        if plan.pooling != "stride":
            if side < 2:
                raise PlanError(
                    message(
                        translatable(
                            "Stage {stage} makes maps of {side} px, too small to pool over 2 x 2."
                        ),
                        stage=stage + 1,
                        side=side,
                    ),
                    message(
                        translatable(
                            "Use smaller filters, more padding, fewer stages or larger images."
                        )
                    ),
                    field="network.filters",
                )
            side //= 2
