"""Training as a generator, its history, its evaluation and its stored moments."""
