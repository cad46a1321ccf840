"""Files that appear whole or not at all: written under a temporary name, brought to the disk, renamed."""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, BinaryIO, cast

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TEMPORARY = ".tmp"  # suffix; the name begins with a dot, so that no search for pages finds it


def temporary(path: Path) -> Path:
    """The name of a file while it is written; the same one each time, so that an interrupted run leaves at most one."""
    return path.with_name(f".{path.name}{TEMPORARY}")


@contextmanager
def atomic(path: Path, *, sync: bool = True) -> Iterator[BinaryIO]:
    """A binary file that replaces ``path`` once it is written.

    Args:
        path: the file.
        sync: whether the data is on the disk before the name is.
    """
    draft = temporary(path)
    with open(draft, "wb") as file:
        yield cast(BinaryIO, file)
        file.flush()
        if sync:
            os.fsync(file.fileno())
    os.replace(draft, path)


def sync_folder(folder: Path) -> None:
    """Bring the names of a folder to the disk, where the system can."""
    with suppress(OSError):  # Windows opens no folders
        place = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(place)
        finally:
            os.close(place)


def text_bytes(text: str) -> bytes:
    """UTF-8; half a surrogate pair, as an escape in a page's JSON can state, becomes ``?``."""
    return text.encode("utf-8", "replace")
