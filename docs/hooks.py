"""What MkDocs calls: links to files of the repository that are no pages of the documentation become plain text."""

from __future__ import annotations

import re
from typing import Any

OUTSIDE = re.compile(r"\[([^\]\n]*)\]\(((?:\.\./)+[^)\s]+)\)")


def on_page_markdown(markdown: str, *, page: Any, **_: Any) -> str:
    """The page as it is built: a link above ``docs/`` has no target on the site."""
    depth = page.file.src_uri.count("/")
    return OUTSIDE.sub(lambda found: found[0] if found[2].count("../") <= depth else found[1], markdown)
