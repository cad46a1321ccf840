"""The report: one HTML file that shows a page with what was kept and dropped, and why; it needs no network and runs nothing of the page."""

from __future__ import annotations

import json
from base64 import b64encode
from hashlib import sha256
from html import escape
from importlib import resources
from typing import TYPE_CHECKING

from declutter.document.export import inert
from declutter.report.data import data_of

if TYPE_CHECKING:
    from declutter.document import Document

POLICY = "default-src 'none'; style-src '{style}'; script-src '{script}'; base-uri 'none'; form-action 'none'"


def report(document: Document) -> str:
    """A document as one HTML file: its blocks in reading order with verdicts and reasons, the metadata, and the page's scores.

    The file needs nothing else: style and script are in it, and a content security policy forbids everything but these two. What comes from
    the page is data, shown as text.

    Args:
        document: what `declutter.extract` returns; one that was pickled as well.

    Returns:
        HTML. Corrections that a reader marks in it can be saved as JSON, for `Document.with_verdicts` and ``declutter fixture add``.
    """
    style, script = asset("report.css"), asset("report.js")
    data = data_of(document)
    filled = {
        "policy": POLICY.format(style=digest(style), script=digest(script)),
        "title": escape(data["title"]),
        "style": style,
        "script": script,
        "data": inert(json.dumps(data, ensure_ascii=False, separators=(",", ":"))),
    }
    parts = asset("report.html").split("{{")  # the names of the parts stand between double braces
    return parts[0] + "".join(filled[name] + rest for name, _, rest in (part.partition("}}") for part in parts[1:]))


def asset(name: str) -> str:
    """The text of a file of this package."""
    return resources.files(__package__).joinpath(name).read_text("utf-8")


def digest(text: str) -> str:
    """The hash of a style or script, as a content security policy writes it."""
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


__all__ = ["report"]
