"""The files of the repository, without what `.gitignore` leaves out; works in an unpacked sdist too, which has no git."""

from __future__ import annotations

from fnmatch import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent


def repository_files() -> Iterator[Path]:
    """Every file under the root that .gitignore does not leave out."""
    ignored = [".git", *(line.strip("/") for line in (ROOT / ".gitignore").read_text("utf-8").split())]
    folders = [ROOT]
    while folders:
        for path in sorted(folders.pop().iterdir()):
            if any(fnmatch(path.name, pattern) for pattern in ignored):
                continue
            if path.is_dir():
                folders.append(path)
            else:
                yield path
