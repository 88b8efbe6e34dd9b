"""For all tests of the science."""

from tests.one_thread import one_thread

__all__ = ["one_thread"]
