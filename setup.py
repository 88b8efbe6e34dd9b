"""The list of packages; everything else is in pyproject.toml, which has no word for "all found and one more"."""

from setuptools import find_packages, setup

setup(packages=[*find_packages(include=["visctx_gui*"]), "visctx_gui.resources"])
