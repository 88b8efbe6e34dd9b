"""The V1-V2 network and how to look at it without changing it."""
