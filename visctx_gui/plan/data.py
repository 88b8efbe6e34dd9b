"""Which images are used, and how they are split."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath

from visctx_gui.plan.fields import check_ranges, option
from visctx_gui.plan.wording import PlanError, message, translatable

DIGIT_NAMES = tuple("0123456789")
FOLDER = "folder"  # the data set that is a folder of one's own images
USUAL_TEST_SHARE, USUAL_VALIDATION_SHARE = 0.2, 0.1
USUAL_FOLDER_SIDE = 64  # pixels, where the images of a folder are of many sizes


@dataclass(frozen=True, slots=True)
class DataFile:
    """One file of a data set as its makers publish it."""

    path: str  # inside the data folder
    size_bytes: int
    md5: str
    url: str


@dataclass(frozen=True, slots=True)
class DataSetFacts:
    """What is known of a data set without opening it.

    Attributes
    ----------
    channels, height, width : int
        Of the stored images, in pixels.
    n_train : int
        Images for training and validation together, before the split.
    n_validation : int
        Kept apart for validation by default.
    files : tuple of DataFile
        Empty for a set that ships with a dependency.
    """

    name: str
    title: str
    channels: int
    height: int
    width: int
    class_names: tuple[str, ...]
    n_train: int
    n_validation: int
    n_test: int
    folder: str = ""
    files: tuple[DataFile, ...] = ()

    @property
    def download_bytes(self) -> int:
        """Size of the download in bytes."""
        return sum(file.size_bytes for file in self.files)

    @property
    def is_known(self) -> bool:
        """Whether numbers and classes are known; those of a folder only when it was opened."""
        return bool(self.class_names)

    @property
    def image_shape(self) -> tuple[int, int, int]:
        """(channels, height, width)."""
        return self.channels, self.height, self.width


_MNIST_URL = "https://ossci-datasets.s3.amazonaws.com/mnist/"
_FASHION_URL = "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/"

DATA_SETS: dict[str, DataSetFacts] = {
    facts.name: facts
    for facts in (
        DataSetFacts(
            name="digits",
            title="Handwritten digits (built in)",
            channels=1,
            height=28,
            width=28,
            class_names=DIGIT_NAMES,
            n_train=1437,
            n_validation=180,
            n_test=360,
        ),
        DataSetFacts(
            name="mnist",
            title="MNIST handwritten digits",
            channels=1,
            height=28,
            width=28,
            class_names=DIGIT_NAMES,
            n_train=60_000,
            n_validation=5_000,
            n_test=10_000,
            folder="MNIST/raw",
            files=(
                DataFile(
                    "MNIST/raw/train-images-idx3-ubyte.gz",
                    9_912_422,
                    "f68b3c2dcbeaaa9fbdd348bbdeb94873",
                    _MNIST_URL + "train-images-idx3-ubyte.gz",
                ),
                DataFile(
                    "MNIST/raw/train-labels-idx1-ubyte.gz",
                    28_881,
                    "d53e105ee54ea40749a09fcbcd1e9432",
                    _MNIST_URL + "train-labels-idx1-ubyte.gz",
                ),
                DataFile(
                    "MNIST/raw/t10k-images-idx3-ubyte.gz",
                    1_648_877,
                    "9fb629c4189551a2d022fa330f9573f3",
                    _MNIST_URL + "t10k-images-idx3-ubyte.gz",
                ),
                DataFile(
                    "MNIST/raw/t10k-labels-idx1-ubyte.gz",
                    4_542,
                    "ec29112dd5afa0611ce80d1b7f02629c",
                    _MNIST_URL + "t10k-labels-idx1-ubyte.gz",
                ),
            ),
        ),
        DataSetFacts(
            name="fashion-mnist",
            title="Fashion-MNIST clothes",
            channels=1,
            height=28,
            width=28,
            class_names=(
                "T-shirt",
                "trouser",
                "pullover",
                "dress",
                "coat",
                "sandal",
                "shirt",
                "sneaker",
                "bag",
                "ankle boot",
            ),
            n_train=60_000,
            n_validation=5_000,
            n_test=10_000,
            folder="FashionMNIST/raw",
            files=(
                DataFile(
                    "FashionMNIST/raw/train-images-idx3-ubyte.gz",
                    26_421_880,
                    "8d4fb7e6c68d591d4c3dfef9ec88bf0d",
                    _FASHION_URL + "train-images-idx3-ubyte.gz",
                ),
                DataFile(
                    "FashionMNIST/raw/train-labels-idx1-ubyte.gz",
                    29_515,
                    "25c81989df183df01b3e8a0aad5dffbe",
                    _FASHION_URL + "train-labels-idx1-ubyte.gz",
                ),
                DataFile(
                    "FashionMNIST/raw/t10k-images-idx3-ubyte.gz",
                    4_422_102,
                    "bef4ecab320f06d8554ea6380940ec79",
                    _FASHION_URL + "t10k-images-idx3-ubyte.gz",
                ),
                DataFile(
                    "FashionMNIST/raw/t10k-labels-idx1-ubyte.gz",
                    5_148,
                    "bb300cfdad3c16e7a12a480ee83cd310",
                    _FASHION_URL + "t10k-labels-idx1-ubyte.gz",
                ),
            ),
        ),
        DataSetFacts(
            name="cifar-10",
            title="CIFAR-10 colour photographs",
            channels=3,
            height=32,
            width=32,
            class_names=(
                "airplane",
                "automobile",
                "bird",
                "cat",
                "deer",
                "dog",
                "frog",
                "horse",
                "ship",
                "truck",
            ),
            n_train=50_000,
            n_validation=5_000,
            n_test=10_000,
            folder="cifar-10-batches-py",
            files=(
                DataFile(
                    "cifar-10-python.tar.gz",
                    170_498_071,
                    "c58f30108f718f92721af3b95e74349a",
                    "https://www.cs.toronto.edu/~kriz/cifar-10-python.tar.gz",
                ),
            ),
        ),
    )
}


@dataclass(frozen=True, slots=True)
class DataPlan:
    """Which data set, its size in pixels, and its split.

    Attributes
    ----------
    name : str
        A key of `DATA_SETS`, or ``folder``.
    n_validation : int or None
        Images kept apart for validation; None is the data set's usual number. The digits and
        folders are split by class with `split_seed`; of the others the last training images are
        taken. A folder with a validation folder of its own is not split.
    split_seed : int
        Seed of the split of the digits and of folders.
    image_size : int or None
        Side in pixels after resizing; None leaves the images as stored. The images of a folder are
        made square: shorter side resized, middle cut out; None takes their own side where all are
        squares of one size, and 64 px otherwise.
    colour : str
        ``stored``, ``grey`` or ``colour``. A folder counts as stored in grey if all its images are.
    normalisation : str
        ``unit`` feeds 0..1 to the network; ``standard`` subtracts the mean of the training
        images and divides by their standard deviation, per colour channel.
    folder : str or None
        Of the data set ``folder``: where its images lie, relative to the data folder.
    test_share, validation_share : float or None
        Shares of the images of a folder that are kept apart where it has no such folder of its own.
    most_classes : int or None
        Classes taken of a folder: those with the most images.
    fewest_images : int or None
        Classes of a folder with fewer training images are left out.
    images_per_class : int or None
        Training images taken of each class of a folder at most, drawn with `split_seed`.
    """

    name: str = option(
        "digits",
        title=translatable("Data set"),
        help=translatable("The images the network learns from and is tested on."),
        choices=(*DATA_SETS, FOLDER),
    )
    n_validation: int | None = option(
        None,
        title=translatable("Validation images"),
        help=translatable("Training images kept apart to watch progress; test images stay unseen."),
        minimum=0,
    )
    split_seed: int = option(
        0,
        title=translatable("Split seed"),
        help=translatable(
            "Which of the digits, or of a folder's images, go to training, validation and test."
        ),
        minimum=0,
        maximum=2**31 - 1,
    )
    image_size: int | None = option(
        None,
        title=translatable("Image side"),
        help=translatable("Side of the images in pixels after resizing."),
        unit="px",
        minimum=4,
        maximum=1024,
    )
    colour: str = option(
        "stored",
        title=translatable("Colour"),
        help=translatable("Use the images as stored, all in grey, or all with three channels."),
        choices=("stored", "grey", "colour"),
    )
    normalisation: str = option(
        "unit",
        title=translatable("Normalisation"),
        help=translatable(
            "unit: values 0 to 1. standard: minus the mean of the training images, over their SD."
        ),
        choices=("unit", "standard"),
    )
    folder: str | None = option(
        None,
        title=translatable("Folder"),
        help=translatable("Where the images of the data set 'folder' lie; class = sub-folder."),
    )
    test_share: float | None = option(
        None,
        title=translatable("Test share"),
        help=translatable("Share of the images kept for the test, without a test folder: 0.2."),
        minimum=0.0,
        above_minimum=True,
        maximum=0.9,
    )
    validation_share: float | None = option(
        None,
        title=translatable("Validation share"),
        help=translatable("Share kept to watch progress, without a validation folder: 0.1."),
        minimum=0.0,
        maximum=0.9,
    )
    most_classes: int | None = option(
        None,
        title=translatable("Most classes"),
        help=translatable("Only so many classes, those with the most images; empty: all."),
        minimum=1,
        maximum=100_000,
    )
    fewest_images: int | None = option(
        None,
        title=translatable("Fewest images"),
        help=translatable("Classes with fewer training images are left out; empty: none."),
        minimum=1,
    )
    images_per_class: int | None = option(
        None,
        title=translatable("Images per class"),
        help=translatable("At most so many training images of each class; empty: all."),
        minimum=1,
    )

    @property
    def facts(self) -> DataSetFacts:
        """What is known of the data set before it is opened."""
        if self.name != FOLDER:
            return DATA_SETS[self.name]
        side = USUAL_FOLDER_SIDE
        title = f"{self.label} (image folder)"
        return DataSetFacts(FOLDER, title, 3, side, side, (), 0, self.n_validation or 0, 0)

    @property
    def label(self) -> str:
        """A short name: the data set's, or the folder's."""
        return PurePath(self.folder or "").name or FOLDER if self.name == FOLDER else self.name

    @property
    def test_share_used(self) -> float:
        """Share of a folder's images kept for the test, the default filled in."""
        return USUAL_TEST_SHARE if self.test_share is None else self.test_share

    @property
    def validation_share_used(self) -> float:
        """Share of a folder's images kept for validation, the default filled in."""
        if self.validation_share is None:
            return USUAL_VALIDATION_SHARE
        return self.validation_share

    @property
    def n_validation_used(self) -> int:
        """Images kept for validation, the default filled in."""
        return self.facts.n_validation if self.n_validation is None else self.n_validation

    @property
    def image_shape(self) -> tuple[int, int, int]:
        """(channels, height, width) that the network receives."""
        facts = self.facts
        channels = {"stored": facts.channels, "grey": 1, "colour": 3}[self.colour]
        if self.image_size is None:
            return channels, facts.height, facts.width
        return channels, self.image_size, self.image_size


def check_data(plan: DataPlan) -> None:
    """Refuse a data plan that cannot be carried out.

    Raises
    ------
    PlanError
        With the field that is wrong.
    """
    check_ranges(plan, "data")
    _check_folder(plan)
    if plan.facts.is_known and plan.n_validation_used >= plan.facts.n_train:
        raise PlanError(
            message(
                translatable("data.n_validation = {n} leaves no training images."),
                n=plan.n_validation_used,
            ),
            message(
                translatable("{name} has {n_train} images before the split."),
                name=plan.name,
                n_train=plan.facts.n_train,
            ),
            field="data.n_validation",
        )


def _check_folder(plan: DataPlan) -> None:
    if plan.name != FOLDER:
        if plan.folder:
            raise PlanError(
                message(
                    translatable("data.folder is not used by the data set '{name}'."),
                    name=plan.name,
                ),
                message(translatable('Set data.name = "folder", or leave data.folder out.')),
                field="data.folder",
            )
        return
    if not plan.folder:
        raise PlanError(
            message(translatable("Which folder? data.folder is not set.")),
            message(translatable("Name the folder that holds a sub-folder for each class.")),
            field="data.folder",
        )
    if not plan.folder.isprintable():
        raise PlanError(
            message(translatable("The folder's name cannot be written into a file.")),
            message(translatable("Rename the folder, or make a link to it with a plain name.")),
            field="data.folder",
        )
    if plan.test_share_used + plan.validation_share_used >= 1.0:
        raise PlanError(
            message(
                translatable("data.test_share and data.validation_share leave no training images.")
            ),
            message(translatable("Together they must stay below 1.")),
            field="data.test_share",
        )
