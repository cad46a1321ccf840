"""Corpus filters: which records are left out of the output, each with a name under which the summary counts them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from declutter.batch.duplicates import Duplicates

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Record = dict[str, Any]


class Filters(NamedTuple):
    """What is kept. Filters apply in the order of the attributes, and the first that a record does not pass counts it.

    Attributes:
        languages: of the text, without regions (``"en"``); empty for any.
        min_words: words of the text.
        min_quality: the quality that a document is expected to have.
        duplicates: ``"exact"`` leaves out all but the first of equal texts, ``"near"`` of similar ones too, ``""`` none.
    """

    languages: tuple[str, ...] = ()
    min_words: int = 0
    min_quality: float = 0.0
    duplicates: str = ""

    def of_one(self) -> Sequence[tuple[str, Callable[[Record], bool]]]:
        """Name and test of the filters that look at one record."""
        found: list[tuple[str, Callable[[Record], bool]]] = []
        if self.languages:
            found.append(("language", lambda record: record["language"].partition("-")[0] in self.languages))
        if self.min_words:
            found.append(("min_words", lambda record: record["word_count"] >= self.min_words))
        if self.min_quality:
            found.append(("min_quality", lambda record: record["quality"] >= self.min_quality))
        return found


class Sieve:
    """Filters at work, with the texts that were seen."""

    def __init__(self, filters: Filters) -> None:
        self.tests = filters.of_one()
        self.seen = Duplicates(near=filters.duplicates == "near") if filters.duplicates else None

    def rejected_by(self, record: Record) -> str:
        """The filter that leaves a record out; "" if it stays."""
        for name, passes in self.tests:
            if not passes(record):
                return name
        return self.seen.kind(record["text"]) if self.seen is not None and record["text"] else ""
