"""Verdict: the explained outcome for one block. Contributions by classifier, reason, and the pass that decided."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from declutter.document import kinds, place
from declutter.document.reasons import in_short, reason

if TYPE_CHECKING:
    from declutter.document.explained import Explained
    from declutter.structure import Block

FIELDS = "index text tag kept label score log_odds contributions decided_by reason path xpath line".split()


class Verdict:
    """The outcome for one block. Its fields are computed when they are asked for.

    ``score`` is the probability (0..1) that the block belongs to the text; ``contributions`` are what each classifier added to its
    log-odds, and ``"context"`` what neighbouring and similar blocks added: with ``"bias"`` they sum to the log-odds exactly.
    ``signals`` are the same by signal. ``label`` is the kind of text or of boilerplate that the block is (`declutter.document.kinds`).
    ``decided_by`` is the pass that decided last. ``block`` is what a kept block is in the story: its kind, its place in the text, its
    spans and containers.
    """

    __slots__ = ("explained", "index")

    def __init__(self, explained: Explained, index: int) -> None:
        self.explained = explained
        self.index = index

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Verdict):
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in (*FIELDS, "block"))

    def __hash__(self) -> int:
        return hash((self.index, self.text))

    def __repr__(self) -> str:
        return f"<Verdict {self.index} {'kept' if self.kept else 'dropped'} {self.label} {self.score:.2f} {self.text[:40]!r}>"

    @property
    def text(self) -> str:
        """The text of the block."""
        return self.explained.page.texts[self.index]

    @property
    def tag(self) -> str:
        """Its nearest block-level tag; ``"line"`` in plain lines."""
        return self.explained.page.tags[self.index]

    @property
    def kept(self) -> bool:
        """Whether it belongs to the text."""
        return bool(self.explained.selection.keep[self.index])

    @property
    def label(self) -> str:
        """The kind of text or of boilerplate that it is."""
        return kinds.of(self.explained, self.index)

    @property
    def score(self) -> float:
        """Probability (0..1) that it belongs to the text, before the passes."""
        return float(self.explained.selection.probabilities[self.index])

    @property
    def log_odds(self) -> float:
        """The same as log-odds."""
        return self.explained.log_odds(self.index)

    @property
    def contributions(self) -> dict[str, float]:
        """What each classifier adds to the log-odds, with ``bias``, ``context`` (other blocks) and ``site``: they sum to them."""
        return self.explained.contributions(self.index)

    @property
    def signals(self) -> dict[str, float]:
        """What each signal adds to the log-odds, with ``bias``, ``context`` and ``site``: they sum to them."""
        return self.explained.signals(self.index)

    @property
    def decided_by(self) -> str:
        """The pass that decided last."""
        flip = self.explained.selection.flips.get(self.index)
        return flip.by if flip else "cut"

    @property
    def reason(self) -> str:
        """Why it was kept or dropped, in words."""
        return reason(self.explained, self.index)

    @property
    def because(self) -> tuple[str, ...]:
        """The strongest evidence for the verdict, in words that finish the sentence "it …"; the step's reason where one changed it."""
        return tuple(in_short(self.explained, self.index))

    @property
    def path(self) -> str:
        """The elements around it, outermost first: ``main > div.post > ul.share-list > li``. Empty for plain lines."""
        return place.path(self.explained.page, self.index)

    @property
    def xpath(self) -> str:
        """An XPath of its element in the source, such as ``(//li)[14]``. Empty where the source has no elements of its own."""
        return place.xpath(self.explained.page, self.index)

    @property
    def line(self) -> int | None:
        """The line of the source on which its element begins; None where that is unknown, as it is of everything but parsed trees."""
        return place.line(self.explained.page, self.index)

    @property
    def block(self) -> Block | None:
        """What it is in the story; None for what is no part of it."""
        return self.explained.blocks.get(self.index)

    @property
    def start(self) -> int:
        """Where the block begins in ``Document.text``, -1 where it is no part of it."""
        return self.block.start if self.block else -1

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.block.end if self.block else -1

    def to_dict(self) -> dict[str, Any]:
        """The verdict as a dict; what the block is in the story is in ``story``, None for a dropped block."""
        data = {name: getattr(self, name) for name in FIELDS}
        data["story"] = self.block.to_dict() if self.block else None
        return data
