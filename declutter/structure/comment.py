"""Comment: what a reader wrote below a story."""

from __future__ import annotations

from typing import NamedTuple


class Comment(NamedTuple):
    """A reader's comment. ``day`` is an ISO date, "" where none is seen; an answer's ``level`` is one more than that of what it answers."""

    text: str
    author: str = ""
    day: str = ""
    level: int = 0
