"""What names of elements say: each class name, id or role is cut once, asked for hints and for learned log-odds, and remembered.

Most of a page's names are names that its site made up, so the first look at a name is what costs; both questions share it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from declutter.lexicon.hints import first_parts, hints, tellers

if TYPE_CHECKING:
    from collections.abc import Iterable

    from declutter.lexicon.learned import Learned, Said

HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
KNOWN_AT_MOST = 15_000  # names of about fifty sites
INLINE, TAG = "~", "<"  # before entries of the learned table for inline elements, and for tags
SILENT: Said = (0, 0, 0.0, 0.0, 0.0)


def said(all_names: Iterable[str], learned: Learned, prefix: str = "") -> dict[str, Said]:
    """What elements' names say, each distinct one once and in order; ``prefix`` stands before entries for another kind of element.

    What other pages had is remembered; another thread may forget it at any time.
    """
    if max(len(learned.of_names), len(learned.of_name)) > KNOWN_AT_MOST:
        learned.of_names.clear()
        learned.of_name.clear()
    remembered = learned.of_names
    found: dict[str, Said] = {}
    for names in dict.fromkeys(all_names):
        key = prefix + names
        says = remembered.get(key)
        if says is None:
            says = remembered[key] = together(names, learned, prefix) if names else SILENT
        found[names] = says
    return found


def together(names: str, learned: Learned, prefix: str) -> Said:
    """What several names say together."""
    bits = 0
    values: list[float] = []
    remembered = learned.of_name
    for name in names.split():
        key = prefix + name
        says = remembered.get(key)
        if says is None:
            says = remembered[key] = of_name(name, learned, prefix)
        bits |= says[0]
        values += says[1]
    if not values:
        return bits, 0, 0.0, 0.0, 0.0
    return bits, len(values), sum(values), min(0.0, *values), max(0.0, *values)


def of_name(name: str, learned: Learned, prefix: str) -> tuple[int, tuple[float, ...]]:
    """Hint bits of a single name, and the log-odds of its known parts. Most names have no part that says anything."""
    parts, taught = hints()[2], learned.names
    cut = parts_of(name)
    bits = parts.get(cut[0], 0)
    if prefix:
        odds = [taught[prefix + part] for part in cut if prefix + part in taught]
    else:
        odds = [taught[part] for part in cut if part in taught]
    if len(cut) > 1 and not tellers().isdisjoint(cut):
        firsts = first_parts()
        before = ""
        for piece in cut[1:]:
            if piece in parts:
                bits |= parts[piece]
            if before in firsts and piece:
                bits |= parts.get(f"{before}-{piece}", 0)
            before = piece or before
    return bits, tuple(odds)


def parts_of(name: str) -> list[str]:
    """A name in small letters, then, where it has several parts between dashes and camel humps, each of them."""
    low = name if name.islower() else HUMP.sub("-", name).lower()
    if "_" in low:
        low = low.replace("_", "-")
    return [low, *low.split("-")] if "-" in low else [low]
