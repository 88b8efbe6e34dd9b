"""What the Filters panel says about the kernels it shows."""

from __future__ import annotations

from visctx_gui.engine.messages import FilterView
from visctx_gui.gui.translation import translated_template
from visctx_gui.plan.wording import translatable
from visctx_gui.presentation.numbers import count_text, value_text


def title(view: FilterView, area: str) -> str:
    """Title of the sheet, for figure files and screen readers."""
    if view.unit is None:
        words = translatable("Filters of {layer} ({area}) at step {step}")
    else:
        words = translatable(
            "{layer} ({area}) filter {unit}: its kernel for each input, at step {step}"
        )
    return translated_template(words).format(
        layer=view.layer, area=area, unit=view.unit, step=count_text(view.step)
    )


def bar_label(view: FilterView, inputs: int) -> str:
    """What the colours are; filters of several inputs are shown by their mean."""
    if view.unit is None and view.kernels.ndim == 3 and inputs > 1:
        words = translated_template(translatable("mean weight of {inputs} inputs"))
        return words.format(inputs=inputs)
    return translated_template(translatable("weight"))


def caption(view: FilterView, n_chosen: int) -> str:
    """Number and size of the kernels, the step they are from, how many are chosen."""
    height, width = view.kernels.shape[1:3]
    parts = [f"{len(view.kernels)} × {height}×{width} px"]
    if view.unit is not None:
        of_unit = translated_template(translatable("inputs of filter {unit}:"))
        parts.insert(0, of_unit.format(unit=view.unit))
    at_step = translated_template(translatable("at step {step}"))
    parts.append(at_step.format(step=count_text(view.step)))
    if n_chosen:
        chosen = translated_template(translatable("{n} chosen, L silences them"))
        parts.append(chosen.format(n=n_chosen))
    return "   ".join(parts)


def pixel(view: FilterView, kernel: int, y: int, x: int, value: float) -> str:
    """One weight: which kernel, where in it, its value."""
    name = f"{view.layer} {kernel}"
    if view.unit is not None:
        words = translated_template(translatable("{layer} {unit}, input {kernel}"))
        name = words.format(layer=view.layer, unit=view.unit, kernel=kernel)
    return f"{name} ({y}, {x})  {value_text(value)}"
