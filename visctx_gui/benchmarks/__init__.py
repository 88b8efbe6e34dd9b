"""What `visctx-gui bench` measures: each benchmark prints its value beside its goal."""
