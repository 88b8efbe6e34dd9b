"""The protocol between window and engine: frozen requests and replies of numpy arrays and text.

A request gets exactly one final reply (`Done`, `Failed` or `Cancelled`) and, before it, any number of `Progress`.
*Commands* keep their order and are never merged; a *view* has a key and replaces an unread view with the same key.
Every array in a reply is owned by it and read-only.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from visctx_gui.plan.data import DataPlan, DataSetFacts
from visctx_gui.plan.layers import LayerRow
from visctx_gui.plan.lesion import INTACT, Lesion
from visctx_gui.plan.network import NetworkPlan
from visctx_gui.plan.training import TrainingPlan
from visctx_gui.plan.wording import NOTHING_TO_ADD, Message

Floats = NDArray[np.float32]
Bytes = NDArray[np.uint8]
Split = Literal["train", "validation", "test"]
TrainingState = Literal["idle", "running", "paused", "stopping"]
Ending = Literal["finished", "kept", "cancelled", "no progress", "diverged"]


@dataclass(frozen=True, kw_only=True)
class Request:
    """Anything asked of the engine. The client fills in both numbers."""

    generation: int = 0
    request_id: int = 0

    @property
    def view_key(self) -> str | None:
        """Key of a view, None for a command."""
        return None

    @property
    def can_wait(self) -> bool:
        """Whether a running training need not be held up: its next snapshot is soon enough."""
        return False


# ---- commands -------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class NewNetwork(Request):
    """Make an untrained network. Done carries `NetworkFacts`."""

    network: NetworkPlan
    seed: int = 0


@dataclass(frozen=True, kw_only=True)
class OpenNetwork(Request):
    """Open a network file (.safetensors, .json beside it, or a state_dict). Done carries `NetworkFacts`."""

    path: str


@dataclass(frozen=True, kw_only=True)
class OpenEmbeddedNetwork(Request):
    """Open the small trained network that ships with the program. Done carries `NetworkFacts`."""


@dataclass(frozen=True, kw_only=True)
class SaveNetwork(Request):
    """Write the network to ``path`` (.safetensors) and its description beside it. Done carries `SavedFile`."""

    path: str


@dataclass(frozen=True, kw_only=True)
class NameAreas(Request):
    """Change the area labels of the stages. Done carries `NetworkFacts`."""

    areas: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ChooseDevice(Request):
    """Move everything to ``auto``, ``cpu``, ``cuda`` ... Done carries `DeviceFacts`."""

    device: str


@dataclass(frozen=True, kw_only=True)
class OpenData(Request):
    """Load a data set. Progress (of a folder of images) carries `JobProgress`, Done `DataFacts`."""

    data: DataPlan


@dataclass(frozen=True, kw_only=True)
class DownloadData(Request):
    """Fetch a data set into the data folder. Progress carries `JobProgress`, Done `DataFacts` of the opened set."""

    data: DataPlan


@dataclass(frozen=True, kw_only=True)
class OpenImages(Request):
    """Read image files or folders. Progress carries `JobProgress`, Done `OpenedImages`."""

    paths: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class StartTraining(Request):
    """Train the loaded network on the loaded data. Progress carries `TrainingSnapshot`, Done `TrainingSummary`."""

    training: TrainingPlan
    paused: bool = False  # build everything, then wait: Step begins like this
    held_lesion: Lesion = INTACT  # stays through the whole training: recovery


@dataclass(frozen=True, kw_only=True)
class ResumeRun(Request):
    """Go on with a run from its last checkpoint. Replies as for `StartTraining`."""

    folder: str


@dataclass(frozen=True, kw_only=True)
class PauseTraining(Request):
    """Hold after the current batch. Done carries None."""


@dataclass(frozen=True, kw_only=True)
class ContinueTraining(Request):
    """Go on after a pause. Done carries None."""


@dataclass(frozen=True, kw_only=True)
class StepTraining(Request):
    """Train one batch of a paused training. Done carries None."""


@dataclass(frozen=True, kw_only=True)
class StopTraining(Request):
    """End the training: keep the weights as they are now, or go back to those from before it. Done carries None."""

    keep: bool = True


@dataclass(frozen=True, kw_only=True)
class RunExperiment(Request):
    """Run a whole experiment file into a folder. Progress carries `JobProgress`, Done `SavedFile` (the report)."""

    experiment_toml: str
    name: str
    folder: str


@dataclass(frozen=True, kw_only=True)
class SavePicture(Request):
    """Write plain data as a figure file by the one figure drawer. Done carries `SavedFile`.

    ``drawing`` is one of the plain-data classes of `presentation` that `experiments.figures` can draw.
    """

    drawing: Any
    path: str


@dataclass(frozen=True, kw_only=True)
class CancelRequest(Request):
    """Cancel a waiting or running request. Done carries None; the cancelled request ends with `Cancelled`."""

    cancelled_id: int


@dataclass(frozen=True, kw_only=True)
class AskState(Request):
    """What is loaded now. Done carries `EngineState`."""


# ---- views ----------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class ImageChoice:
    """The current image: of the data set, from a file, or drawn by hand.

    Attributes
    ----------
    kind : str
        ``data``: image `index` of `split`. ``file``: `path`. ``drawing``: `pixels`.
    pixels : uint8 array (height, width) or None
        The drawing as the hand made it, strokes 255 on 0; the data set's own preparation is applied.
    """

    kind: Literal["data", "file", "drawing"] = "data"
    split: Split = "test"
    index: int = 0
    path: str = ""
    pixels: Bytes | None = field(default=None, compare=False)
    pixels_id: int = 0  # counts drawings, so that two choices compare by value


@dataclass(frozen=True, kw_only=True)
class View(Request):
    """A request that may be replaced by a newer one for the same place on the screen.

    Attributes
    ----------
    with_next_snapshot : bool
        While a training runs, answer together with its next `TrainingSnapshot`: one wake-up and
        one paint of the window for all. Where none runs, at once.
    """

    place: str = ""
    with_next_snapshot: bool = field(default=False, compare=False)

    @property
    def view_key(self) -> str | None:
        return f"{type(self).__name__}:{self.place}"

    @property
    def can_wait(self) -> bool:
        return self.with_next_snapshot


@dataclass(frozen=True, kw_only=True)
class ViewFilters(View):
    """Kernels of a layer. Done carries `FilterView`.

    Attributes
    ----------
    unit : int or None
        None: every filter of the layer, summarised over input channels where there are more than 3
        (the mean). A number: that filter's kernel for each input channel.
    moment : int or None
        None: the network as it is now. A number: this stored moment of the training.
    """

    layer: str
    unit: int | None = None
    moment: int | None = None


@dataclass(frozen=True, kw_only=True)
class ViewActivations(View):
    """Maps of a layer for one image. Done carries `ActivationView`.

    Attributes
    ----------
    layer : str
        Any row of the layer table; a filter layer's name means its output after the nonlinearity.
    twin : str
        ``none``, ``untrained`` (same architecture and seed, never trained) or ``intact`` (without the lesion).
    before_nonlinearity : bool
        For a filter layer: its summed input instead.
    """

    layer: str
    image: ImageChoice
    lesion: Lesion = INTACT
    twin: Literal["none", "untrained", "intact"] = "none"
    before_nonlinearity: bool = False


@dataclass(frozen=True, kw_only=True)
class ViewImages(View):
    """Some images of a split as pictures. Done carries `Thumbnails`."""

    split: Split
    class_index: int | None
    first: int
    count: int


@dataclass(frozen=True, kw_only=True)
class EvaluateLesion(View):
    """What a lesion does. Progress carries a `LesionEffect` of the images so far, Done that of all."""

    lesion: Lesion
    split: Split


@dataclass(frozen=True, kw_only=True)
class ViewMoments(View):
    """The stored moments of the training. Done carries `Moments`."""


# ---- what replies carry ---------------------------------------------------------------------


@dataclass(frozen=True)
class DeviceFacts:
    """Where the engine computes. Memory in bytes; 0 where it is not known."""

    name: str  # cpu, cuda:0 ...
    title: str  # "CPU, 2 threads", "NVIDIA H200"
    memory_used: int
    memory_total: int


@dataclass(frozen=True)
class NetworkFacts:
    """The loaded network.

    Attributes
    ----------
    steps_trained : int
        Training steps so far, 0 for an untrained network.
    source : str
        ``new``, ``embedded`` or a file's path.
    seed : int
        Of the first weights.
    """

    plan: NetworkPlan
    rows: tuple[LayerRow, ...]
    parameters: int
    class_names: tuple[str, ...]
    seed: int
    steps_trained: int
    source: str
    trained_on: str
    weights_sha256: str


@dataclass(frozen=True)
class DataFacts:
    """The loaded data set. `counts` maps a split to the images of each class."""

    plan: DataPlan
    class_names: tuple[str, ...]
    counts: dict[str, tuple[int, ...]]
    image_shape: tuple[int, int, int]
    sha256: str
    memory_bytes: int
    folder: str
    notes: tuple[Message, ...] = ()  # how a folder of images was understood
    n_skipped: int = 0
    skipped: tuple[tuple[str, Message], ...] = ()  # path and reason of the first ones
    class_details: tuple[str, ...] = ()  # such as a person's sex, by class

    @property
    def facts(self) -> DataSetFacts:
        """What the opened images show, as a plan needs it."""
        channels, height, width = self.image_shape
        return replace(
            self.plan.facts,
            channels=channels,
            height=height,
            width=width,
            class_names=self.class_names,
            n_train=self.n("train") + self.n("validation"),
            n_validation=self.n("validation"),
            n_test=self.n("test"),
        )

    def n(self, split: str) -> int:
        """Images in a split."""
        return sum(self.counts[split])


@dataclass(frozen=True)
class EngineState:
    """What is loaded now; None where nothing is."""

    network: NetworkFacts | None
    data: DataFacts | None
    device: DeviceFacts


@dataclass(frozen=True)
class SavedFile:
    """A file that was written."""

    path: str


@dataclass(frozen=True)
class JobProgress:
    """How far a job is. `fraction` 0..1, or NaN where it is not known; seconds likewise."""

    what: Message
    fraction: float
    seconds_left: float


@dataclass(frozen=True)
class OpenedImages:
    """Single images that were read; `refused` names each other file and the reason."""

    paths: tuple[str, ...]
    pictures: tuple[Bytes, ...]  # each (height, width, 3), reduced to at most 96 px
    notes: tuple[tuple[str, Message], ...]  # what was converted, by path
    refused: tuple[tuple[str, Message], ...]


@dataclass(frozen=True)
class Thumbnails:
    """Pictures of a split, beginning at `first` among those of the class; `indices` are places in the split."""

    split: Split
    class_index: int | None
    first: int
    total: int
    indices: NDArray[np.int64]
    labels: NDArray[np.int64]
    pictures: Bytes  # (count, height, width, channels)


@dataclass(frozen=True)
class FilterView:
    """Kernels to draw.

    Attributes
    ----------
    kernels : float32 (tiles, height, width) or (tiles, height, width, 3)
        One tile per filter, or per input channel of `unit`. Colour only for three input channels.
    norms : float32 (tiles,)
        Euclidean norm of each whole kernel.
    step : int
        Training steps at this moment.
    """

    layer: str
    unit: int | None
    moment: int | None
    kernels: Floats
    norms: Floats
    step: int


@dataclass(frozen=True)
class ActivationView:
    """Maps to draw.

    Attributes
    ----------
    maps, twin_maps : float32 (channels, height, width)
        A linear layer gives (units, 1, 1). `twin_maps` is None without a twin.
    input_picture : uint8 (height, width, channels)
        What the network sees, before normalisation.
    scores, twin_scores : float32 (classes,)
        Softmax of the network's answers.
    label : int
        The image's class, -1 where it has none.
    note : Message
        What was done to the image to make it fit, if anything.
    """

    layer: str
    maps: Floats
    twin_maps: Floats | None
    input_picture: Bytes
    scores: Floats
    twin_scores: Floats | None
    label: int
    step: int
    note: Message = NOTHING_TO_ADD


@dataclass(frozen=True)
class Share:
    """A share of images with its 95 % Wilson interval."""

    correct: int
    n: int
    low: float
    high: float

    @property
    def value(self) -> float:
        """correct / n, NaN for no images."""
        return self.correct / self.n if self.n else float("nan")


@dataclass(frozen=True)
class LesionEffect:
    """What a lesion does to the answers, on the images seen so far.

    Attributes
    ----------
    difference, difference_low, difference_high : float
        Lesioned minus intact, and its 95 % interval (paired).
    intact_confusion, lesioned_confusion : int64 (classes, classes)
        Rows are true classes, columns answers.
    per_class_interval : float64 (classes, 2)
        Ends of the paired 95 % interval of each `per_class_change`; NaN for a class without images.
    n_all : int
        Images in the split; the number is exact when ``n == n_all``.
    step : int
        Training steps of the weights it was measured on.
    p_mcnemar : float
        Two-sided p of McNemar's exact test on the images that only one of the networks answers
        right; NaN where it was not computed.
    """

    lesion: Lesion
    split: Split
    intact: Share
    lesioned: Share
    difference: float
    difference_low: float
    difference_high: float
    chance: float
    intact_confusion: NDArray[np.int64]
    lesioned_confusion: NDArray[np.int64]
    per_class_interval: NDArray[np.float64]
    n: int
    n_all: int
    step: int
    p_mcnemar: float = math.nan

    @property
    def exact(self) -> bool:
        """Whether all images of the split were used."""
        return self.n == self.n_all

    @property
    def n_of_class(self) -> NDArray[np.int64]:
        """Images of each class."""
        counts: NDArray[np.int64] = self.intact_confusion.sum(axis=1)
        return counts

    @property
    def per_class_change(self) -> NDArray[np.float64]:
        """Change of the share of right answers in each class; NaN for a class without images."""
        count = self.n_of_class.astype(np.float64)
        change = np.full(len(count), np.nan)
        seen = count > 0
        gained = np.diag(self.lesioned_confusion) - np.diag(self.intact_confusion)
        change[seen] = gained[seen] / count[seen]
        return change


@dataclass(frozen=True)
class Moments:
    """Stored moments of the training, oldest first; accuracy NaN where it was not measured."""

    steps: NDArray[np.int64]
    validation_accuracy: Floats


@dataclass(frozen=True)
class TrainingSnapshot:
    """How the training stands. Steps and losses are those since the last snapshot that was delivered.

    Attributes
    ----------
    epoch_steps, train_accuracy, validation_accuracy : arrays (epochs done,)
        Training accuracy is measured on the batches of the epoch; validation NaN without images.
    per_class_accuracy : float32 (classes,)
        On validation images at the last epoch; NaN before.
    best_epoch : int
        1-based epoch of the best validation accuracy, 0 before the first.
    held_lesion : Lesion
        Stays through the whole training.
    """

    state: TrainingState
    steps: NDArray[np.int64]
    losses: Floats
    step: int
    steps_total: int
    epoch: int
    epochs: int
    epoch_steps: NDArray[np.int64]
    train_accuracy: Floats
    validation_accuracy: Floats
    n_validation: int
    per_class_accuracy: Floats
    best_epoch: int
    epochs_since_best: int
    patience: int
    images_per_second: float
    seconds_left: float
    chance: float
    run_folder: str
    held_lesion: Lesion = INTACT

    def after(self, older: TrainingSnapshot) -> TrainingSnapshot:
        """This snapshot with the losses of an older one, never delivered, in front: none is lost."""
        return replace(
            self,
            steps=np.concatenate([older.steps, self.steps]),
            losses=np.concatenate([older.losses, self.losses]),
        )


@dataclass(frozen=True)
class TrainingSummary:
    """How the training ended: ``finished``, ``kept``, ``cancelled``, ``no progress`` (patience) or ``diverged``.

    `note` and `advice` say what happened where it did not end as planned.
    """

    ending: Ending
    last: TrainingSnapshot
    network: NetworkFacts
    run_folder: str
    note: Message = NOTHING_TO_ADD
    advice: Message = NOTHING_TO_ADD


# ---- replies --------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Reply:
    """Anything the engine says."""

    generation: int
    request_id: int


@dataclass(frozen=True, kw_only=True)
class Progress(Reply):
    """Something on the way; the newest replaces an unread one."""

    payload: Any


@dataclass(frozen=True, kw_only=True)
class Done(Reply):
    """The request is finished."""

    payload: Any


@dataclass(frozen=True, kw_only=True)
class Failed(Reply):
    """The request failed and changed nothing. `details` is the traceback of an unexpected error."""

    what: Message
    advice: Message = NOTHING_TO_ADD
    details: str = ""
    expected: bool = True


@dataclass(frozen=True, kw_only=True)
class Cancelled(Reply):
    """The request was cancelled, or a newer view took its place."""


@dataclass(frozen=True, kw_only=True)
class Announcement(Reply):
    """Something the engine says by itself (request_id 0): the device it starts on, what it had to give up."""

    what: Message
    advice: Message = NOTHING_TO_ADD


# ---- how the engine starts ------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class EngineOptions:
    """What the engine is told once, before its first request.

    Attributes
    ----------
    device : str
        ``auto``, ``cpu``, ``cuda`` ...
    data_folder, runs_folder : str or None
        None: the platform's own places.
    """

    device: str = "auto"
    data_folder: str | None = None
    runs_folder: str | None = None
