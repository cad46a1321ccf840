"""Loader of the data files in this folder."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from importlib import resources


def lines(text: str) -> list[str]:
    """Entries of a data file: one per line, ``#`` starts a comment."""
    entries = (line.partition("#")[0].strip() for line in text.splitlines())
    return [entry for entry in entries if entry]


@cache
def phrase_files() -> dict[str, dict[str, list[str]]]:
    """Map of name -> language -> phrases, from ``phrases/NAME.LANGUAGE.txt``."""
    found: dict[str, dict[str, list[str]]] = defaultdict(dict)
    for file in sorted(resources.files(__package__).joinpath("phrases").iterdir(), key=lambda f: f.name):
        name, _, rest = file.name.partition(".")
        language, _, ending = rest.partition(".")
        if ending == "txt":
            found[name][language] = lines(file.read_text("utf-8"))
    return dict(found)


def data_file(name: str) -> str:
    """Text of a data file in this folder."""
    return resources.files(__package__).joinpath(name).read_text("utf-8")
