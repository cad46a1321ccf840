"""What a writer is: rows of a shard in, a file out, and the files of all shards joined to one."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path


class Row(NamedTuple):
    """A page that is written: its record, and its path without suffix in a folder of results."""

    record: dict[str, Any]
    name: str


class Format(ABC):
    """A format of the output.

    Attributes:
        suffix: of its files.
        mirrors: whether each page has a file of its own.
    """

    suffix: str
    mirrors = False

    @abstractmethod
    def write(self, rows: Sequence[Row], path: Path) -> None:
        """Write the rows of a shard to ``path``, atomically."""

    @abstractmethod
    def join(self, parts: Iterable[Path], path: Path) -> None:
        """Write the files of all shards to one, atomically."""
