"""Verdicts that a person has changed, and the document that they make."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, TypeVar

from declutter.reduce import decide
from declutter.reduce.selection import Flip

if TYPE_CHECKING:
    from collections.abc import Mapping

    from declutter.document.judged import Judged

CORRECTION = "correction"  # `Verdict.decided_by`
C = TypeVar("C", bound="Correctable")


class Correctable:
    """Base of a document: verdicts can be changed afterwards."""

    judged: Judged
    status: str
    quality: float

    def with_verdicts(self: C, verdicts: Mapping[int, bool] | Mapping[str, bool]) -> C:
        """A new document of the page, with other verdicts on some blocks: ``{12: True, 13: False}`` keeps block 12 and drops 13.

        The numbers may be strings, as JSON has them.

        Raises:
            ValueError: for a block that the page does not have, and a verdict that is neither True nor False.
        """
        made = copy(self)  # as pickling does it: without what was rendered, and with the pictures
        made.judged = corrected(self.judged, verdicts)
        if any(attrs for attrs, *_ in made.judged.page.pictures):  # not of a document that was pickled
            vars(made).pop("pictures", None)
        kept = bool(made.judged.selection.keep.any())
        made.quality = self.quality if kept else 0.0
        if self.status in ("ok", "empty"):
            made.status = "ok" if kept else "empty"
        return made


def corrected(judged: Judged, verdicts: Mapping[int, bool] | Mapping[str, bool]) -> Judged:
    """The judged page with these verdicts, by block; the one that was given stays as it is.

    Raises:
        ValueError: for a block that the page does not have, and a verdict that is neither True nor False.
    """
    blocks = len(judged.page)
    numbered: dict[int, bool] = {}
    for given, keep in verdicts.items():
        block = int(given) if isinstance(given, str) and given.isdecimal() else given
        if not isinstance(block, int) or isinstance(block, bool) or not 0 <= block < blocks:
            raise ValueError(f"the page has the blocks 0 to {blocks - 1}, and no block {given!r}" if blocks else "the page has no blocks")
        if not isinstance(keep, bool):
            raise ValueError(f"the verdict on block {block} must be True (kept) or False (dropped), not {keep!r}")
        numbered[block] = keep
    selection = copy(judged.selection)
    selection.keep, selection.flips = selection.keep.copy(), dict(selection.flips)
    reasons = {True: Flip(CORRECTION, "was kept by hand"), False: Flip(CORRECTION, "was dropped by hand")}
    decide(selection, {block: (keep, reasons[keep]) for block, keep in numbered.items()})
    return judged._replace(selection=selection)
