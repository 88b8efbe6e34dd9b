"""Names and shapes of the weights of published architectures."""

from __future__ import annotations

from visctx_gui.plan.architectures import Operation

Shape = tuple[int, ...]


def weights_of(operation: Operation, given: Shape, answer: Shape) -> dict[str, Shape]:
    """Name and shape of each trainable weight of a row.

    Parameters
    ----------
    operation : Operation
    given, answer : tuple of int
        Shapes of its first input and of its output, without the batch.
    """
    name = operation.name
    match operation.kind:
        case "Conv2d":
            inputs = given[0] // operation.groups
            weight = (answer[0], inputs, operation.kernel, operation.kernel)
            return _with_bias(name, weight, operation.has_bias)
        case "Linear":
            return _with_bias(name, (answer[-1], given[-1]), operation.has_bias)
        case "BatchNorm2d" | "LayerNorm2d":
            return _with_bias(name, (given[0],), True)
        case "LayerNorm":
            return _with_bias(name, (given[-1],), True)
        case "MultiheadAttention":
            width = given[-1]
            inside = {
                f"{name}.in_proj_weight": (3 * width, width),
                f"{name}.in_proj_bias": (3 * width,),
            }
            return {**inside, **_with_bias(f"{name}.out_proj", (width, width), True)}
    if not operation.weight:
        return {}
    per_channel = operation.kind == "Multiply"
    return {operation.weight: (answer[0], 1, 1) if per_channel else (1, *answer)}


def _with_bias(name: str, weight: Shape, has_bias: bool) -> dict[str, Shape]:
    shapes = {f"{name}.weight": weight}
    return {**shapes, f"{name}.bias": weight[:1]} if has_bias else shapes


def statistics_of(operation: Operation, given: Shape) -> dict[str, Shape]:
    """Name and shape of what a row keeps beside its trainable weights: running statistics.

    Parameters
    ----------
    operation : Operation
    given : tuple of int
        Shape of its first input, without the batch.
    """
    if operation.kind != "BatchNorm2d":
        return {}
    return {
        f"{operation.name}.running_mean": (given[0],),
        f"{operation.name}.running_var": (given[0],),
        f"{operation.name}.num_batches_tracked": (),
    }
