"""Pages in files: paths, globs and folders, in a fixed order, with the names of their results in a folder that mirrors them."""

from __future__ import annotations

import glob
import os
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# Of the files that a folder is searched for; a glob or a path names any file.
SUFFIXES = tuple(".html .htm .xhtml .xht .shtml .mhtml .mht .php .asp .aspx .jsp .txt .md .markdown".split())

BESIDE = (".parts", ".failures.jsonl")  # what is written beside a file of results


class PageFile(NamedTuple):
    """A file with one page, and its path below the common folder, with and without suffix."""

    path: Path
    id: str
    name: str


def page_files(arguments: Sequence[str], suffixes: tuple[str, ...] = SUFFIXES, output: str = "") -> Iterator[PageFile]:
    """The files that arguments name, folders searched in the order of their names. Hidden files and folders are passed over.

    Args:
        arguments: files, globs and folders.
        suffixes: of the files that folders are searched for.
        output: where results are written; folders are not searched for them.

    Raises:
        FileNotFoundError: for a folder or glob without pages. Whether a file can be read is found out when it is.
    """
    root = common_folder(arguments)
    singles = [Path(argument) for argument in arguments if not is_folder(argument) and not is_glob(argument)]
    names = dict(zip(singles, unique_stems(singles), strict=True))
    for argument in arguments:
        found = False
        if is_folder(argument):
            groups = folder_groups(Path(argument), suffixes, os.path.abspath(output) if output else "")
        elif is_glob(argument):
            groups = iter([sorted(path for path in map(Path, glob.iglob(argument, recursive=True)) if path.is_file())])
        else:
            yield page_file(Path(argument), names[Path(argument)], root)
            continue
        for files in groups:
            for path, stem in zip(files, unique_stems(files), strict=True):
                found = True
                yield page_file(path, stem, root)
        if not found:
            raise FileNotFoundError(2, "no page in this folder" if is_folder(argument) else "no file matches", argument)


def is_folder(argument: str) -> bool:
    """Whether an argument is a folder."""
    return os.path.isdir(argument)


def is_glob(argument: str) -> bool:
    """Whether an argument is a pattern, such as ``site/**/*.html``, that the shell has not expanded."""
    return glob.has_magic(argument) and not os.path.exists(argument)


def page_file(path: Path, stem: Path, root: Path) -> PageFile:
    """A file with its names below ``root``."""
    return PageFile(path, below(path, root), below(stem, root))


def below(path: Path, root: Path) -> str:
    """The path of a file relative to a folder that it is in, with ``/`` on every system."""
    return Path(os.path.relpath(path, root)).as_posix()


def common_folder(arguments: Sequence[str]) -> Path:
    """The folder that is mirrored: a single folder itself, else the lowest that holds all arguments."""
    bases = [os.path.abspath(argument if is_folder(argument) else plain_folder(argument)) for argument in arguments]
    try:
        return Path(os.path.commonpath(bases)) if bases else Path()
    except ValueError:  # on different drives
        return Path()


def plain_folder(argument: str) -> str:
    """The folder of a file, or of a glob up to its first wildcard."""
    folder = os.path.dirname(argument)
    while glob.has_magic(folder):
        folder = os.path.dirname(folder)
    return folder or os.curdir


def folder_groups(folder: Path, suffixes: tuple[str, ...], output: str) -> Iterator[list[Path]]:
    """The pages below a folder, one list per folder. What cannot be listed is passed over, as are links to folders."""
    results = {os.path.basename(output) + end for end in ("", *BESIDE)} if output else set()
    for place, folders, files in os.walk(folder):
        passed = results if output and os.path.abspath(place) == os.path.dirname(output) else ()
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in passed)
        found = sorted(name for name in files if not name.startswith(".") and name not in passed and name.lower().endswith(suffixes))
        if found:
            yield [Path(place, name) for name in found]


def unique_stems(files: Sequence[Path]) -> list[Path]:
    """Paths without suffix; with it where two files of a folder differ in nothing else."""
    bare = [path.with_suffix("") if path.name else path for path in files]
    seen = Counter(str(path).casefold() for path in bare)
    return [stem if seen[str(stem).casefold()] == 1 else path for path, stem in zip(files, bare, strict=True)]
