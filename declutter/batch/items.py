"""Items of `extract_many`: what callers hand over, and a form of it that another process can be sent."""

from __future__ import annotations

import os
from types import ModuleType
from typing import TYPE_CHECKING, Any, NamedTuple

from lxml import etree

from declutter.sources import is_soup
from declutter.sources.refused import EXPECTED
from declutter.sources.responses import Response, response_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

TRIPLE = 3  # (id, source, url)


class Item(NamedTuple):
    """One page to extract."""

    id: Any
    source: Any
    url: str | None


def numbered(items: Iterable[Any]) -> Iterator[Item]:
    """Items from sources or ``(id, source, url)`` tuples; a bare source is numbered by its place."""
    for place, item in enumerate(items):
        triple = type(item) is tuple and len(item) == TRIPLE
        yield Item(*item) if triple else Item(place, item, None)


def portable(source: Any, limit: int) -> Any:
    """The same page in a form that can be sent to another process: trees as markup, responses and files as their bytes.

    Args:
        source: what `declutter.extract` takes.
        limit: bytes of a response or file that are read at most, and one more.

    Raises:
        TypeError: if it is nothing that `declutter.extract` takes.
        OSError: if a file cannot be read.
    """
    if isinstance(source, (bytes, str, os.PathLike)):
        return source
    if isinstance(source, (bytearray, memoryview)):
        return bytes(source)
    if isinstance(source, (etree._Element, etree._ElementTree)):
        return etree.tostring(source, encoding="utf-8", method="html")
    if is_soup(source):
        return str(source)
    response = source if isinstance(source, Response) else response_of(source, limit)
    if response is not None:
        return response
    if not hasattr(source, "headers") and not isinstance(source, (type, ModuleType)) and callable(getattr(source, "read", None)):
        data = source.read(limit + 1)
        if isinstance(data, (bytes, str)):
            return data
    raise TypeError(f"extract() takes {EXPECTED}, not {type(source).__name__}")
