"""Signal: a named measure of a block, with what it means in words."""

from __future__ import annotations

from typing import NamedTuple


class Signal(NamedTuple):
    """A named measure with one value per block; the judge weights it.

    ``name`` is ``classifier.what``; ``note`` finishes the sentence "this block …" in the documentation. A ``numeric`` signal has a value
    for every block (a length, a share, a distance); its note names what is measured.

    ``present`` and ``absent`` finish the sentence "it …" in a reason, for people who know HTML and nothing of this package: where the
    signal holds and where it does not, or, of a numeric one, where its value is high and where it is low.
    """

    name: str
    note: str
    numeric: bool = False
    present: str = ""
    absent: str = ""
