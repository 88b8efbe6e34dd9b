"""The window: PySide6 only, never torch."""
