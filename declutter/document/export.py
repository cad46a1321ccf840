"""Export: front matter, HTML with a title, and the view of a notebook."""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from declutter.metadata import Metadata

FRONT_MATTER = ("title", "authors", "published", "modified", "site_name", "language", "description", "url", "image", "tags", "categories")
LINE_ENDS = {0x85: "\\x85", 0x2028: "\\u2028", 0x2029: "\\u2029"}  # line ends to YAML, though not to JSON
VIEW_STYLE = "max-width:50em;border-left:3px solid #999;padding-left:1em"


def front_matter(metadata: Metadata) -> str:
    """The metadata that is known as YAML between two lines of dashes; strings and lists are in JSON's form, which YAML shares."""
    lines = ["---"]
    for name in FRONT_MATTER:
        value = getattr(metadata, f"{name}_at", None) or getattr(metadata, name)  # the instant, where it is known
        if value:
            plain = list(value) if isinstance(value, tuple) else value if isinstance(value, str) else value.isoformat()
            lines.append(f"{name}: {json.dumps(plain, ensure_ascii=False).translate(LINE_ENDS)}")
    return "\n".join([*lines, "---"])


def inert(data: str) -> str:
    """JSON that may stand in a ``<script>``: without ``</script>``, ``<!--`` and the line ends of JavaScript."""
    return data.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def titled_html(title: str, body: str) -> str:
    """A fragment of HTML below its title."""
    return f"<h1>{escape(title, quote=False)}</h1>\n{body}" if title else body


def view(title: str, about: Sequence[Any], body: str, empty: Mapping[str, Any]) -> str:
    """A result as HTML for a notebook: title, what is known ``about`` it and the clean text, or why the document is ``empty``."""
    line = escape(" · ".join(str(part) for part in about if part), quote=False)
    if empty:
        body = "".join(f"<p>{escape(f'{name}: {value}', quote=False)}</p>" for name, value in empty.items() if value)
    return f'<div style="{VIEW_STYLE}">\n{titled_html(title, f"<p><small>{line}</small></p>{chr(10)}{body}")}\n</div>'
