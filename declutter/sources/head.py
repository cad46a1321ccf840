"""Head of a page: meta tags, links, language, JSON-LD, and publication dates in scripts."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from declutter.page import Head

PUBLISHED, STATES = "publish", "datePublished"  # in the name of a meta tag, in JSON-LD: the head states a publication date
MOST_DAYS = 50  # dates collected from the scripts of one page
LONGEST_KEY = 30  # characters of a key before its anchor
ANCHOR = "ubli"  # part of keys for the publication date, after a "p"; one str.find for it is five times as fast as an alternation of keys
STATED = re.compile(
    r"""ubli(?:shed|sh(?:ing)?_?(?:date|time|at|on)|cation_?(?:date|time)?)\w{0,20}\\*["']?
    \s?[:=]\s?(?:\\*["']([^"'\\]{8,40})\\*["']|(\d{10}(?:\d{3})?)\b)""",
    re.I | re.X,
)
KEY = re.compile(r"[\w.:-]*[pP]$")
NO_KEY = re.compile(r"last|comment|video|event|un[pP]$", re.I)


def read_head_tag(head: Head, tag: str, attrs: Mapping[str, str]) -> None:
    """Record a <meta>, <link>, <base> or <html>."""
    if tag == "meta":
        name = (attrs.get("property") or attrs.get("name") or attrs.get("itemprop") or "").strip().lower()
        if not name or "content" not in attrs:
            return
        if name == "script:ld+json":  # some frameworks emit JSON-LD as a meta tag instead of a script
            head.json_ld.append(attrs["content"])
        head.metas.append((name, attrs["content"]))
        head.dated = head.dated or PUBLISHED in name
    elif tag == "link":
        rel = attrs.get("rel")
        if rel and "href" in attrs:
            head.links.append((rel.lower(), attrs["href"]))
        elif attrs.get("itemprop") == "name" and "content" in attrs:  # of the channel of a video
            head.metas.append(("link:name", attrs["content"]))
    elif tag == "base":
        head.base = head.base or attrs.get("href", "")
    else:
        head.lang = head.lang or attrs.get("lang") or attrs.get("xml:lang") or ""


def script_use(kind: str, head: Head) -> str:
    """Use of a script by its ``type``: ``"json"`` (JSON-LD), ``"tex"`` or ``"tex display"`` (MathJax), ``"data"`` (dates), ``""``."""
    kind = kind.lower()
    if "ld+json" in kind:
        return "json"
    if kind.startswith("math/tex"):
        return "tex display" if "display" in kind else "tex"
    return "" if head.dated else "data"


def read_script(head: Head, use: str, text: str) -> None:
    """Record the data of a script: JSON-LD as a whole, from other scripts the publication dates."""
    if use == "json":
        head.json_ld.append(text)
        head.dated = head.dated or STATES in text
    elif len(head.scripted) < MOST_DAYS:
        head.scripted += islice(scripted_days(text), MOST_DAYS - len(head.scripted))


def scripted_days(script: str) -> Iterator[str]:
    """The values of keys named like the day of publication: ``"datePublished": "2024-05-03"``, ``publish_date = '3 May 2024'``."""
    place = script.find(ANCHOR)
    while place >= 0:
        found = STATED.match(script, place)
        key = KEY.search(script[max(0, place - LONGEST_KEY) : place]) if found is not None else None
        if found is not None and key is not None and not NO_KEY.search(key.group()):
            yield found.group(1) or found.group(2)
        place = script.find(ANCHOR, place + len(ANCHOR))
