"""Cases: inputs of the campaign, each a function of a number and the seeds."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any, NamedTuple

from envelopes import enclosed
from mutate import mutated
from words import ATTRIBUTES, CHARACTERS, JSON_KEYS, JSON_VALUES, MARKDOWN, META, PHRASES, SENTENCES, TAGS

if TYPE_CHECKING:
    from seeds import Seeds

KINDS = ("html", "lines", "markdown")
SMALL, BIG = 4000, 60_000  # characters of most inputs, and of one in BIG_EVERY
BIG_EVERY = 60
ENCLOSED = 0.05  # share of pages that come in an envelope
URLS = (None, None, "https://e.example/2024/05/03/a?b#c", "http://x.example", "", "//[", "nonsense", "http://[::1", "javascript:alert(1)")
CODECS = ("utf-16", "utf-16-le", "utf-32", "latin-1", "cp1251", "gb18030", "shift_jis", "cp037", "utf-7", "koi8-r", "big5", "euc-jp")
LABELS = ("utf-16", "utf-7", "iso-2022-jp", "gb2312", "koi8-r", "windows-1252", "big5", "hz", "x-user-defined", "nonsense", "utf-8", "")
MARKS = (b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\xff\xfe\0\0", b"\0\0\xfe\xff", b"\x1f\x8b", b"%PDF-", b"\0")


class Case(NamedTuple):
    """An input: the page, the kind that it was made as, and the arguments of `extract`."""

    source: str | bytes
    kind: str
    arguments: dict[str, Any]


def compose(number: int, kind: str, seeds: Seeds) -> Case:
    """The case of a number."""
    r = random.Random(number)
    big = r.randrange(BIG_EVERY) == 0
    text = {"html": html, "lines": lines, "markdown": markdown}[kind](r, seeds, big)
    if kind == "html" and r.random() < ENCLOSED:
        text = enclosed(r, text)
    if r.random() < 0.9:
        text = mutated(r, text, kind, seeds, BIG if big else SMALL)
    return Case(encoded(r, text, kind), kind, arguments(r, kind))


def arguments(r: random.Random, kind: str) -> dict[str, Any]:
    """Arguments of `extract`: those of most callers, or any."""
    given: dict[str, Any] = {"input": r.choice((kind, "auto")), "url": r.choice(URLS)}
    if r.random() < 0.3:
        given["focus"] = r.choice(("recall", "precision"))
        for name in ("links", "images", "tables", "footnotes"):
            given[name] = r.random() < 0.7
        for name in ("comments", "embeds"):
            given[name] = r.random() < 0.5
    return given


def encoded(r: random.Random, text: str, kind: str) -> str | bytes:
    """The text as it is, as UTF-8, or as bytes of another encoding, with or without a label that is right."""
    chance = r.random()
    if chance < 0.35:
        return text
    data = text.encode("utf-8", r.choice(("surrogatepass", "replace")))
    if chance < 0.85:
        return data
    if chance < 0.92:
        data = text.encode(r.choice(CODECS), "ignore")
    if chance < 0.97 and kind == "html":
        return b"<meta charset=" + r.choice(LABELS).encode() + b">" + data
    if chance < 0.985:
        flipped = bytearray(data)
        for _ in range(min(len(flipped), r.choice((1, 5, 50)))):
            flipped[r.randrange(len(flipped))] = r.randrange(256)
        return bytes(flipped)
    return r.choice(MARKS) + data


def html(r: random.Random, seeds: Seeds, big: bool) -> str:
    """A page made of elements of other pages, of elements of this grammar, or of both."""
    chance = r.random()
    if big and chance < 0.5:
        return r.choice(seeds.whole)
    parts = [head(r, seeds)]
    for _ in range(r.choice((1, 2, 3, 5)) * (8 if big else 1)):
        kind = r.random()
        parts.append(
            r.choice(seeds.elements) if kind < 0.45 else piece(r, r.randint(1, 4)) if kind < 0.75 else f"<p>{r.choice(SENTENCES)}</p>"
        )
    return "".join(parts)


def head(r: random.Random, seeds: Seeds) -> str:
    """The head of a page, of one of this grammar, or none."""
    chance = r.random()
    if chance < 0.15:
        return r.choice(seeds.heads)[:3000] + "</head><body>"
    if chance < 0.5:
        return r.choice(("", "<body>", "<html><body><article>", "<main>"))
    made = [f"<html><head><title>{r.choice(PHRASES)} {r.choice(CHARACTERS)}Village news</title>"]
    for _ in range(r.choice((0, 1, 4))):
        made.append(
            f'<meta {r.choice(("name", "property", "itemprop"))}={r.choice(META)} content="{r.choice(PHRASES)}{r.choice(CHARACTERS)}">'
        )
    if r.random() < 0.4:
        pairs = [f'"{key}":{value(r)}' for key in r.sample(JSON_KEYS, r.randint(1, 8))]
        made.append('<script type="application/ld+json">{"@type":"NewsArticle",' + ",".join(pairs) + "}</script>")
    return "".join(made) + "</head><body>"


def value(r: random.Random) -> str:
    """A value in JSON-LD."""
    if r.random() < 0.7:
        return r.choice(JSON_VALUES)
    text = " ".join(r.sample(SENTENCES, 3)) if r.random() < 0.3 else r.choice(PHRASES)
    return '"' + text.replace('"', "") + '"'


def piece(r: random.Random, depth: int) -> str:
    """An element of random name, attributes and contents."""
    if depth <= 0 or r.random() < 0.3:
        words = (
            r.choice((r.choice(CHARACTERS), r.choice(SENTENCES), r.choice(PHRASES), "one", "two three")) for _ in range(r.randint(1, 4))
        )
        return r.choice(("", " ")).join(words)
    tag = r.choice(TAGS)
    opened = f"<{tag}" + "".join(" " + r.choice(ATTRIBUTES) for _ in range(r.choice((0, 0, 1, 2)))) + ">"
    inside = "".join(piece(r, depth - 1) for _ in range(r.randint(1, 3)))
    return opened + inside + (f"</{tag}>" if r.random() < 0.85 else "")


def lines(r: random.Random, seeds: Seeds, big: bool) -> str:
    """Some lines of a page, of this grammar, or of both."""
    parts: list[str] = []
    for _ in range(r.choice((1, 2, 4))):
        source = r.choice(seeds.lines)
        start = r.randrange(len(source) + 1)
        parts += source[start : start + r.choice((2, 5, 12, 400 if big else 25))]
        parts += [r.choice((r.choice(SENTENCES), r.choice(PHRASES), "")) for _ in range(r.choice((0, 1, 4)))]
    return r.choice(("\n", "\n", "\n\n")).join(parts)


def markdown(r: random.Random, seeds: Seeds, big: bool) -> str:
    """Some paragraphs of a page in Markdown, of this grammar, or of both."""
    parts: list[str] = []
    for _ in range(r.choice((1, 2, 3))):
        if r.random() < 0.6:
            source = r.choice(seeds.markdown)
            start = r.randrange(len(source) + 1)
            parts += source[start : start + r.choice((1, 3, 8, 300 if big else 12))]
        else:
            made = (
                r.choice(MARKDOWN) if r.random() < 0.6 else r.choice((r.choice(SENTENCES), r.choice(PHRASES)))
                for _ in range(r.randint(1, 25))
            )
            parts.append("".join(made))
    return "\n\n".join(parts)
