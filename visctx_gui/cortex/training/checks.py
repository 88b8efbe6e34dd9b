"""What cannot be trained, said before anything starts."""

from __future__ import annotations

from visctx_gui.cortex.images.image_set import DataSet
from visctx_gui.plan.layers import layer_table
from visctx_gui.plan.network import NetworkPlan
from visctx_gui.plan.training import TrainingPlan, check_training
from visctx_gui.plan.wording import DataError, PlanError, message, translatable


def check_trainable(network: NetworkPlan, data: DataSet, plan: TrainingPlan) -> None:
    """Refuse a training that cannot be carried out.

    Parameters
    ----------
    network : NetworkPlan
    data : DataSet
    plan : TrainingPlan

    Raises
    ------
    PlanError
        Where plan, network and data do not fit, with the field.
    DataError
        Where there is nothing to learn from.
    """
    if data.train.n == 0:
        raise DataError(message(translatable("There are no training images.")))
    check_training(plan, data.train.n)
    _check_images(network, data)
    check_classes(data)
    if plan.augmentation == "strokes" and network.input_shape[0] != 1:
        raise PlanError(
            message(translatable("Strokes can be varied in grey images only.")),
            message(translatable("Set training.augmentation to none, or data.colour to grey.")),
            field="training.augmentation",
        )
    if plan.patience and data.validation.n == 0:
        raise PlanError(
            message(translatable("Patience needs validation images, and there are none.")),
            message(translatable("Set training.patience to 0, or keep some validation images.")),
            field="training.patience",
        )
    if plan.batch_size == 1 and normalises_single_values(network):
        raise PlanError(
            message(
                translatable(
                    "Batch normalisation of maps of 1 x 1 px needs at least 2 images at a time."
                )
            ),
            message(translatable("Use a larger batch, or another normalisation.")),
            field="training.batch_size",
        )


def check_classes(data: DataSet) -> None:
    """Refuse images that nothing can be learned from.

    Raises
    ------
    DataError
        Where all training images are of one class, or none of any class is left to test with.
    """
    if sum(count > 0 for count in data.train.counts()) < 2:
        raise DataError(
            message(
                translatable(
                    "All training images are of one class; there is nothing to tell apart."
                )
            ),
            message(translatable("Add images of a second class.")),
        )
    if data.test.n == 0:
        raise DataError(
            message(
                translatable(
                    "There is no image to test with: each class needs at least two images."
                )
            ),
            message(translatable("Add images, or leave the classes with one image out.")),
        )


def _check_images(network: NetworkPlan, data: DataSet) -> None:
    if tuple(network.input_shape) != data.image_shape:
        raise PlanError(
            message(
                translatable("The network takes images of {wanted} px, but {name} has {given} px."),
                wanted=_shape_text(network.input_shape),
                name=data.plan.label,
                given=_shape_text(data.image_shape),
            ),
            message(translatable("Make a new network for these images, or choose other data.")),
            field="network.input_shape",
        )
    if network.n_classes != len(data.class_names):
        raise PlanError(
            message(
                translatable("The network knows {n_network} classes, but {name} has {n_data}."),
                n_network=network.n_classes,
                name=data.plan.label,
                n_data=len(data.class_names),
            ),
            message(translatable("Make a new network for these images, or choose other data.")),
            field="network.n_classes",
        )


def _shape_text(shape: tuple[int, ...]) -> str:
    return " x ".join(str(side) for side in shape)


def normalises_single_values(network: NetworkPlan) -> bool:
    """Whether some batch normalisation sees one value per image and map, so that one image is too few."""
    return any(
        row.kind == "BatchNorm2d" and row.output_shape[1:] == (1, 1) for row in layer_table(network)
    )
