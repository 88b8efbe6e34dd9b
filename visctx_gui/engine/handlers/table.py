"""Which handler serves which request."""

from __future__ import annotations

from visctx_gui.engine.handlers.activations import view_activations
from visctx_gui.engine.handlers.changed_images import list_changed_images
from visctx_gui.engine.handlers.controls import draw_controls
from visctx_gui.engine.handlers.data import download_data, open_data_set, view_images
from visctx_gui.engine.handlers.dissociation import compare_sets
from visctx_gui.engine.handlers.experiments import run_whole_experiment, save_picture
from visctx_gui.engine.handlers.filters import view_filters, view_moments
from visctx_gui.engine.handlers.image_files import open_images
from visctx_gui.engine.handlers.lesion_curve import trace_lesion_curve
from visctx_gui.engine.handlers.lesions import evaluate_lesion
from visctx_gui.engine.handlers.networks import (
    ask_state,
    change_device,
    make_network,
    name_areas,
    open_embedded_network,
    open_network_file,
    save_network_file,
)
from visctx_gui.engine.handlers.ranking import rank_units
from visctx_gui.engine.handlers.restore_proof import prove_restored
from visctx_gui.engine.handlers.sweep import sweep_units
from visctx_gui.engine.handlers.training import (
    continue_training,
    pause_training,
    resume_run,
    start_training,
    step_training,
    stop_training,
)
from visctx_gui.engine.jobs import Duty
from visctx_gui.engine.lesion_messages import (
    CompareSets,
    DrawControls,
    ListChangedImages,
    ProveRestored,
    RankUnits,
    SweepUnits,
    TraceLesionCurve,
)
from visctx_gui.engine.messages import (
    AskState,
    ChooseDevice,
    ContinueTraining,
    DownloadData,
    EvaluateLesion,
    NameAreas,
    NewNetwork,
    OpenData,
    OpenEmbeddedNetwork,
    OpenImages,
    OpenNetwork,
    PauseTraining,
    Request,
    ResumeRun,
    RunExperiment,
    SaveNetwork,
    SavePicture,
    StartTraining,
    StepTraining,
    StopTraining,
    ViewActivations,
    ViewFilters,
    ViewImages,
    ViewMoments,
)

# A cancellation is served by the loop itself.
DUTIES: dict[type[Request], Duty] = {
    AskState: Duty(ask_state),
    NewNetwork: Duty(make_network, interrupts_views=True),
    OpenNetwork: Duty(open_network_file, interrupts_views=True),
    OpenEmbeddedNetwork: Duty(open_embedded_network, interrupts_views=True),
    SaveNetwork: Duty(save_network_file),
    NameAreas: Duty(name_areas),
    ChooseDevice: Duty(change_device, interrupts_views=True),
    OpenData: Duty(open_data_set, interrupts_views=True),
    DownloadData: Duty(download_data),
    OpenImages: Duty(open_images),
    StartTraining: Duty(start_training, interrupts_views=True, trains=True),
    ResumeRun: Duty(resume_run, interrupts_views=True, trains=True),
    PauseTraining: Duty(pause_training),
    ContinueTraining: Duty(continue_training),
    StepTraining: Duty(step_training),
    StopTraining: Duty(stop_training),
    RunExperiment: Duty(run_whole_experiment),
    SavePicture: Duty(save_picture),
    ViewFilters: Duty(view_filters),
    ViewActivations: Duty(view_activations),
    ViewImages: Duty(view_images),
    ViewMoments: Duty(view_moments),
    EvaluateLesion: Duty(evaluate_lesion),
    DrawControls: Duty(draw_controls),
    SweepUnits: Duty(sweep_units),
    TraceLesionCurve: Duty(trace_lesion_curve),
    RankUnits: Duty(rank_units),
    ListChangedImages: Duty(list_changed_images),
    CompareSets: Duty(compare_sets),
    ProveRestored: Duty(prove_restored),
}
