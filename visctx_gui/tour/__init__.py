"""What `visctx-gui tour` does: a scripted visit of the real window that leaves a picture of each panel."""
