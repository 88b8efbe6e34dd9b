"""Numbers as text, the same on the screen, in reports and in every locale."""

from __future__ import annotations

import math

MINUS = "\N{MINUS SIGN}"
NO_NUMBER = "\N{EN DASH}"


def percent_text(share: float, decimals: int = 1) -> str:
    """A share 0..1 in percent: ``98.9 %``; a dash for NaN."""
    return NO_NUMBER if math.isnan(share) else f"{100 * share:.{decimals}f} %"


def interval_text(share: float, low: float, high: float) -> str:
    """A share with its interval: ``98.9 % [98.7, 99.1]``."""
    if math.isnan(share):
        return NO_NUMBER
    return f"{percent_text(share)} [{100 * low:.1f}, {100 * high:.1f}]"


def change_text(change: float, low: float = math.nan, high: float = math.nan) -> str:
    """A difference of shares in percentage points, signed: ``−7.7 [−8.2, −7.2]``."""
    if math.isnan(change):
        return NO_NUMBER
    text = signed_text(100 * change, 1)
    if math.isnan(low) or math.isnan(high):
        return text
    return f"{text} [{signed_text(100 * low, 1)}, {signed_text(100 * high, 1)}]"


def signed_text(value: float, decimals: int) -> str:
    """A number with its sign, a true minus, and no sign on what rounds to zero."""
    text = f"{abs(value):.{decimals}f}"
    if float(text) == 0:
        return text
    return ("+" if value > 0 else MINUS) + text


def p_text(p: float) -> str:
    """A p value: ``p = 0.048``, ``p < 0.001``; a dash where there is none."""
    if math.isnan(p):
        return NO_NUMBER
    return "p < 0.001" if p < 0.001 else f"p = {p:.3f}"


def value_text(value: float, digits: int = 3) -> str:
    """A number with some significant digits: ``0.213``, ``1.2e-05``, ``NaN``."""
    if math.isnan(value):
        return "NaN"
    if value == 0:
        return "0"
    if math.isinf(value):
        return "∞" if value > 0 else MINUS + "∞"
    magnitude = abs(value)
    if not 1e-3 <= magnitude < 1e5:
        text = f"{magnitude:.{digits - 1}e}"
    else:
        decimals = digits if magnitude < 1 else max(0, digits - len(str(int(magnitude))))
        text = f"{magnitude:.{decimals}f}"
    return MINUS + text if value < 0 and float(text) else text


def count_text(count: int) -> str:
    """A count with commas: ``11,300``."""
    return f"{count:,}"


def duration_text(seconds: float) -> str:
    """A duration: ``0:12``, ``3:07``, ``1:02:03``; a dash where it is not known. Never negative."""
    if not math.isfinite(seconds):
        return NO_NUMBER
    whole = max(0, math.ceil(seconds))
    hours, rest = divmod(whole, 3600)
    minutes, left = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{left:02}" if hours else f"{minutes}:{left:02}"


def memory_text(size_bytes: int) -> str:
    """An amount of memory: ``512 B``, ``74.0 KiB``, ``1.5 GiB``."""
    if size_bytes < 1024:
        return f"{size_bytes} B"
    size = float(size_bytes)
    for unit in ("KiB", "MiB", "GiB", "TiB"):
        size /= 1024
        if size < 1024 or unit == "TiB":
            break
    return f"{size:.1f} {unit}"
