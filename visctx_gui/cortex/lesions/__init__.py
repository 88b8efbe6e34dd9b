"""Damaging units of a network, and measuring what that does to its answers."""
