"""declutter: the main text of a web page, without the boilerplate, and the reason for every line that was dropped.

Names are imported when they are first asked for, so that ``declutter --version`` does not load what only an extraction needs.
"""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from declutter.version import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence

    from declutter.batch.aio import aextract_many
    from declutter.batch.many import extract_many
    from declutter.batch.results import Extracted, Failure
    from declutter.document import Document
    from declutter.document.verdict import Verdict
    from declutter.limits import Limits
    from declutter.metadata import Metadata
    from declutter.options import Focus, Input, Options
    from declutter.page import Signal
    from declutter.pipeline import Pipeline
    from declutter.rules import Rules, load_rules
    from declutter.site import SiteModel
    from declutter.structure import Block, Container, Image, Link, Span, Story
    from declutter.structure.chunks import Chunk
    from declutter.structure.comment import Comment
    from declutter.structure.embed import Embed

__all__ = [
    "Block",
    "Chunk",
    "Comment",
    "Container",
    "Document",
    "Embed",
    "Extracted",
    "Failure",
    "Image",
    "Limits",
    "Link",
    "Metadata",
    "Options",
    "Pipeline",
    "Rules",
    "Signal",
    "SiteModel",
    "Span",
    "Story",
    "Verdict",
    "__version__",
    "aextract_many",
    "extract",
    "extract_many",
    "load_rules",
]

HOMES = {  # public name -> the module that it is imported from
    "Block": "declutter.structure",
    "Chunk": "declutter.structure.chunks",
    "Comment": "declutter.structure.comment",
    "Container": "declutter.structure",
    "Document": "declutter.document",
    "Embed": "declutter.structure.embed",
    "Extracted": "declutter.batch.results",
    "Failure": "declutter.batch.results",
    "Image": "declutter.structure",
    "Limits": "declutter.limits",
    "Link": "declutter.structure",
    "Metadata": "declutter.metadata",
    "Options": "declutter.options",
    "Pipeline": "declutter.pipeline",
    "Rules": "declutter.rules",
    "Signal": "declutter.page",
    "SiteModel": "declutter.site",
    "Span": "declutter.structure",
    "Story": "declutter.structure",
    "Verdict": "declutter.document.verdict",
    "aextract_many": "declutter.batch.aio",
    "extract_many": "declutter.batch.many",
    "load_rules": "declutter.rules",
}


def __getattr__(name: str) -> Any:
    if name not in HOMES:
        raise AttributeError(f"module 'declutter' has no attribute {name!r}")
    value = getattr(import_module(HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


@lru_cache(maxsize=32)
def _pipeline(options: Options) -> Pipeline:
    from declutter.pipeline import Pipeline

    return Pipeline(options)


def extract(
    source: Any,
    /,
    *,
    url: str | None = None,
    encoding: str | None = None,
    input: Input = "auto",
    focus: Focus = "balanced",
    limits: Limits | None = None,
    links: bool = True,
    images: bool = True,
    tables: bool = True,
    footnotes: bool = True,
    comments: bool = False,
    embeds: bool = False,
    keep: Sequence[str] = (),
    drop: Sequence[str] = (),
    rules: Rules | None = None,
) -> Document:
    """Extract the main text and the metadata of one page.

    Args:
        source: the page as str or bytes, a path object, a binary file, an lxml element, a BeautifulSoup object, a response of
            requests, httpx, Scrapy, urllib, urllib3 or aiohttp, or a WARC record. A str is the page itself, never a path or an address.
        url: the address of the page, where known; it helps to resolve links and dates.
        encoding: the character encoding of byte sources, where it is known better than the page states it.
        input: ``"html"``, ``"lines"`` for a page that was flattened to plain text, ``"markdown"``, or ``"auto"``.
        focus: what to favour where the judge is in doubt: ``"precision"``, ``"balanced"`` or ``"recall"``.
        limits: what the page may take, in bytes, seconds, blocks and characters of output; the defaults of `Limits` where left out.
        links: whether formats with links have them; the text of a link is always there.
        images: whether formats with images have them.
        tables: whether tables of data are part of the text.
        footnotes: whether the notes that the text refers to are part of it.
        comments: whether readers' comments stand after the text; ``Document.comments`` has them either way.
        embeds: whether a line such as ``[video] https://…`` stands in place of each embed; ``Document.embeds`` has them either way.
        keep: own rules: CSS selectors, and phrases as ``"text:…"``, of what is kept in any case; docs/own-rules.md has them in full.
        drop: … of what is dropped in any case.
        rules: more of them, also for single sites, of `load_rules`.

    Returns:
        A `Document`, falsy when the page holds nothing worth keeping. No page makes ``extract`` raise.

    Raises:
        TypeError: if ``source`` is none of the above, or for an unknown keyword.
        ValueError: if ``encoding``, ``input`` or ``focus`` is unknown, ``limits`` are none, what to show is neither True nor False, or a
            rule is wrong.
        OSError: if a path or file cannot be read.
    """
    from declutter.limits import DEFAULT
    from declutter.options import Options

    shown = (links, images, tables, footnotes, comments, embeds)
    return _pipeline(Options(input, focus, encoding, limits or DEFAULT, *shown, keep, drop, rules)).extract(source, url)
