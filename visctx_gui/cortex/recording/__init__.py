"""Reading what the units of a network do, without changing what they do."""
