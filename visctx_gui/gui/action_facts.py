"""What is known of one action: menus, keys and help are made from it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ActionFacts:
    """One thing the program can do.

    Attributes
    ----------
    menu : str
        One of `actions.MENUS`; empty for a key without an entry in a menu.
    keys : str
        Shortcut as Qt writes it; empty for none.
    navigates : bool
        The key belongs to a field that is being edited first: it works only while none is.
    icon : str
        QtAwesome's name; empty for none.
    begins_group : bool
        A line stands above it in the menu.
    short : str
        For a button in a panel; empty: `text`.
    """

    name: str
    text: str
    help: str
    menu: str
    keys: str = ""
    navigates: bool = False
    icon: str = ""
    begins_group: bool = False
    short: str = ""


def make_facts(
    name: str,
    menu: str,
    text: str,
    help: str,
    keys: str = "",
    *,
    navigates: bool = False,
    icon: str = "",
    line: bool = False,
    short: str = "",
) -> ActionFacts:
    """The facts of one action, as a row of the table is written."""
    return ActionFacts(name, text, help, menu, keys, navigates, icon, line, short)
