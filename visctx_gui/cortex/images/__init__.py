"""Data sets, image files, drawings: everything that becomes the input of a network."""
