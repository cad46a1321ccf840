"""The pages that arguments name: files, globs, folders, addresses and standard input."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from declutter.batch.names import safe_name
from declutter.batch.readers.folders import page_files

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ADDRESSES = ("http://", "https://")


class NotFetchedError(Exception):
    """A page could not be fetched; the message says why."""


class Named(NamedTuple):
    """A page that is asked for: the file or address, and its path without suffix below an output folder."""

    text: str
    name: str

    @property
    def is_address(self) -> bool:
        return is_address(self.text)


def is_address(argument: str) -> bool:
    """Whether an argument is an address that is fetched."""
    return argument.lower().startswith(ADDRESSES)


def named_pages(arguments: Sequence[str], output: str = "") -> Iterator[Named]:
    """Every page that the arguments name: files, folders and globs first, then addresses and standard input, each in their order.

    Args:
        arguments: of the command.
        output: where results are written; folders are not searched for them.

    Raises:
        FileNotFoundError: for a folder or glob without pages.
    """
    files = [argument for argument in arguments if argument != "-" and not is_address(argument)]
    for file in page_files(files, output=output):
        yield Named(str(file.path), file.name)
    for argument in arguments:
        if argument == "-" or is_address(argument):
            yield Named(argument, "standard-input" if argument == "-" else safe_name(argument))
