"""What readers give: pages, and what stands where a page should be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple


class Entry(NamedTuple):
    """A page of the input.

    Attributes:
        id: what identifies it: its path, its id field or its record id.
        source: what ``declutter.extract`` takes.
        url: its address, where known.
        name: its path without suffix in a folder of results.
    """

    id: str
    source: Any
    url: str | None
    name: str


class Skipped(NamedTuple):
    """A part of the input that is not extracted.

    Attributes:
        id: what identifies it, as far as known.
        kind: one word, for the counts of the summary.
        message: what is wrong with it.
        failed: whether it was lost (a broken record), instead of being no page (an image, an answer with an error status).
    """

    id: str
    kind: str
    message: str
    failed: bool


@dataclass
class Meter:
    """How far the input is read, and how far its pages are done, in bytes of its files."""

    total: int = 0  # 0: unknown
    read: int = 0
    done: int = 0
