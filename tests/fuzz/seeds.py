"""Seeds of the campaign: elements, lines and pieces of Markdown, cut out of pages."""

from __future__ import annotations

import random
import re
import tarfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import lxml.html

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FIXTURES = Path(__file__).resolve().parent.parent.parent / "fixtures"
TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)[^<>]{0,2000}>")
LEAST, MOST = 40, 3000  # characters of an element that is cut out
ELEMENTS, LINES = 60, 12  # of a page at most, so that long pages do not crowd out short ones
PAGE = 300_000  # bytes of a page at most
PAGES = 150  # of an archive or folder at most
HEAD = 6000  # characters of a head at most
VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())


@dataclass
class Seeds:
    """What inputs are composed of, by kind."""

    whole: list[str] = field(default_factory=list)  # pages of fixtures
    heads: list[str] = field(default_factory=list)
    elements: list[str] = field(default_factory=list)
    lines: list[list[str]] = field(default_factory=list)  # pages as lines
    markdown: list[list[str]] = field(default_factory=list)  # pages as paragraphs


def gather(paths: Iterable[Path], seed: int = 0) -> Seeds:
    """Seeds from the fixtures, and from folders, archives or files of more pages."""
    r = random.Random(seed)
    seeds = Seeds()
    for path in sorted(FIXTURES.rglob("page.*")) + sorted((FIXTURES / "classifiers").rglob("*.html")):
        text = path.read_bytes().decode("utf-8", "replace")
        if path.suffix == ".html":
            seeds.whole.append(text)
            add_page(seeds, text, r)
        elif path.suffix == ".md":
            seeds.markdown.append(re.split(r"\n{2,}", text))
        else:
            seeds.lines.append(text.splitlines())
    for path in paths:
        for data in pages(path, r):
            add_page(seeds, data.decode("utf-8", "replace"), r)
    for text in seeds.whole:
        seeds.markdown.append(as_markdown(text))
    return seeds


def pages(path: Path, r: random.Random) -> Iterator[bytes]:
    """Some of the pages of a folder or archive, or a page."""
    if path.is_dir():
        files = sorted(file for file in path.rglob("*.html") if file.stat().st_size < PAGE)
        yield from (file.read_bytes() for file in r.sample(files, min(PAGES, len(files))))
    elif path.suffix == ".html":
        yield path.read_bytes()
    else:
        with tarfile.open(path) as archive:
            members = [member for member in archive if member.isfile() and member.name.endswith(".html") and member.size < PAGE]
            for member in sorted(r.sample(members, min(PAGES, len(members))), key=lambda member: member.offset):
                file = archive.extractfile(member)
                if file:
                    yield file.read()


def add_page(seeds: Seeds, text: str, r: random.Random) -> None:
    """Cut a page into its head, elements and lines."""
    head, found, body = text.partition("</head>")
    seeds.heads.append(head[:HEAD] if len(head) <= HEAD else cut(head, r))
    elements = list(subtrees(body if found else text))
    seeds.elements += r.sample(elements, min(ELEMENTS, len(elements)))
    try:
        shown = lxml.html.fromstring(text.encode("utf-8", "replace")).xpath("//body//text()[not(parent::script or parent::style)]")
    except (ValueError, lxml.etree.LxmlError):
        return
    lines = [" ".join(piece.split()) for piece in shown]
    seeds.lines.append([line[:1000] for line in lines if line])


def cut(head: str, r: random.Random) -> str:
    """Some of the elements of a long head."""
    parts = re.split(r"(?<=>)\s*(?=<(?:meta|link|script|title))", head)
    return "".join(sorted(r.sample(parts, min(len(parts), 20)), key=parts.index))[:HEAD]


def subtrees(text: str) -> Iterator[str]:
    """Elements of a page from 40 to 3,000 characters, by their tags."""
    opened: list[tuple[str, int]] = []
    for found in TAG.finditer(text):
        name = found[2].lower()
        if name in VOID:
            continue
        if not found[1]:
            opened.append((name, found.start()))
            continue
        while opened:
            tag, start = opened.pop()
            if tag == name:
                if LEAST <= found.end() - start <= MOST:
                    yield text[start : found.end()]
                break


def as_markdown(text: str) -> list[str]:
    """A page as pieces of Markdown, as a simple converter writes it."""
    body = re.sub(r"(?is)<(script|style|head)\b.*?</\1>|<!--.*?-->", "", text)
    body = re.sub(r"(?i)<h([1-6])[^>]*>", lambda found: "\n\n" + "#" * int(found[1]) + " ", body)
    body = re.sub(r"(?i)<a [^>]*?href=[\"']?([^\"'\s>]+)[^>]*>(.*?)</a>", r"[\2](\1)", body)
    body = re.sub(r"(?i)<img [^>]*?src=[\"']?([^\"'\s>]+)[^>]*>", r"![picture](\1)", body)
    body = re.sub(r"(?i)</?(?:b|strong)\b[^>]*>", "**", body)
    body = re.sub(r"(?i)</?(?:i|em)\b[^>]*>", "_", body)
    body = re.sub(r"(?i)<li[^>]*>", "\n- ", body)
    body = re.sub(r"(?i)<(?:td|th)[^>]*>", " | ", body)
    body = re.sub(r"(?i)<blockquote[^>]*>", "\n\n> ", body)
    body = re.sub(r"(?i)<pre[^>]*>|</pre>", "\n\n```\n", body)
    body = re.sub(r"(?i)</(?:p|div|h\d|ul|ol|table|tr)>", "\n\n", body)
    return [piece.strip("\n") for piece in re.split(r"\n\s*\n", re.sub(r"<[^>]+>", "", body)) if piece.strip()]
