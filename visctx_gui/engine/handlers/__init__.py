"""How each request is served: one file for each area."""
