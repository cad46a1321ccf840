"""What the head of a page says: metadata, links, the language, scripts that hold data."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from declutter.page import Head


def declare(head: Head, tag: str, attrs: Mapping[str, str]) -> None:
    """Note a <meta>, <link>, <base> or <html>."""
    if tag == "meta":
        name = (attrs.get("property") or attrs.get("name") or attrs.get("itemprop") or "").strip().lower()
        if not name or "content" not in attrs:
            return
        if name == "script:ld+json":  # a framework was told to write a script, and wrote a tag
            head.json_ld.append(attrs["content"])
        head.metas.append((name, attrs["content"]))
    elif tag == "link":
        rel = attrs.get("rel")
        if rel and "href" in attrs:
            head.links.append((rel.lower(), attrs["href"]))
    elif tag == "base":
        head.base = head.base or attrs.get("href", "")
    else:
        head.lang = head.lang or attrs.get("lang") or attrs.get("xml:lang") or ""


def script_use(kind: str) -> str:
    """What the text of a script of this type is: JSON-LD, a formula of MathJax, or "" for what nobody reads."""
    if "ld+json" in kind:
        return "json"
    if kind.startswith("math/tex"):
        return "tex display" if "display" in kind else "tex"
    return ""
