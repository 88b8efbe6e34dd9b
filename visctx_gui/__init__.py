"""visctx_gui: train, look into and lesion convolutional networks as models of visual cortex."""

__version__ = "0.1.0"
