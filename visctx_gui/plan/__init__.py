"""What is to be done, as frozen dataclasses: readable without numpy, torch or Qt."""
