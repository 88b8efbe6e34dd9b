"""Ready-made experiments and what runs them: the same code serves the window and the commands."""
