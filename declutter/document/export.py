"""Export: front matter, HTML with a title, and the view of a notebook."""

from __future__ import annotations

import json
import re
from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from declutter.metadata import Metadata

FRONT_MATTER = ("title", "authors", "published", "modified", "site_name", "language", "description", "url", "image", "tags", "categories")
NOT_YAML = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")  # no characters of YAML, or line ends, though not to JSON
MARKUP = re.compile(r"<|(?<=\])[(\[:]")  # of Markdown: a renderer that knows no front matter takes it for text
VIEW_STYLE = "max-width:50em;border-left:3px solid #999;padding-left:1em"


def front_matter(metadata: Metadata) -> str:
    """The metadata that is known as YAML between two lines of dashes; strings and lists are in JSON's form, which YAML shares.

    As text of Markdown it is inert too: tags and links in it are escaped.
    """
    lines = ["---"]
    for name in FRONT_MATTER:
        value = getattr(metadata, f"{name}_at", None) or getattr(metadata, name)  # the instant, where it is known
        if value:
            plain = list(value) if isinstance(value, tuple) else value if isinstance(value, str) else value.isoformat()
            lines.append(f"{name}: {MARKUP.sub(as_escape, NOT_YAML.sub(as_escape, json.dumps(plain, ensure_ascii=False)))}")
    return "\n".join([*lines, "---"])


def as_escape(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


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
