"""One file for each dock of the window."""
