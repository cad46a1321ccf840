"""Pieces: strings under construction that further lines are added to. Nothing is copied until all are joined."""

from __future__ import annotations


class Pieces:
    """A list of strings, each kept as its parts."""

    def __init__(self) -> None:
        self.parts: list[list[str]] = []

    def add(self, text: str) -> None:
        """Begin a new string."""
        self.parts.append([text])

    def extend(self, text: str, end: str = "") -> None:
        """Add to the last string, whose ``end`` is taken away."""
        last = self.parts[-1]
        last[-1] = last[-1].removesuffix(end)
        last.append(text)

    def strings(self) -> list[str]:
        """The strings that are not empty."""
        return [text for text in map("".join, self.parts) if text]
