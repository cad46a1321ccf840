"""Embeds: moves posts and players of other sites out of the text into ``document.embeds``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from declutter.lexicon.dates import first_day
from declutter.structure.embed import SIGNATURE, Embed, frame_kind

if TYPE_CHECKING:
    from declutter.page import Page
    from declutter.reduce.selection import Selection

LONGEST = 90  # words of a post


def embeds(page: Page, selection: Selection) -> None:
    """Drop posts that end in a signature line from the text, and list the players of the page's frames."""
    places: list[tuple[int, Embed]] = []
    taken = -1
    for i, text in enumerate(page.texts):
        signature = SIGNATURE.search(text) if len(text) < 1200 and "@" in text else None
        if signature is None:
            continue
        body = text[: signature.start()].strip()
        blocks = [i] if body else [*posted_before(page, i, taken), i]
        body = body or "\n".join(page.texts[b] for b in blocks[:-1])
        day = first_day(signature["day"])
        for block in blocks:
            selection.flip(block, False, "embeds", "belongs to an embedded post")
        taken = i
        places.append(
            (
                i,
                Embed(
                    "tweet",
                    body,
                    signature["author"].strip(),
                    signature["handle"],
                    day.isoformat() if day else "",
                    post_address(page, i),
                    i,
                ),
            )
        )
    for frame in page.frames:
        kind = frame_kind(frame.tag, frame.src)
        if kind and page.layout.first - 3 <= frame.block <= page.layout.last + 3:
            places.append((frame.block, Embed(kind, frame.title, url=frame.src, block=frame.block)))
    selection.embeds = [embed for _, embed in sorted(places, key=lambda place: place[0])]


def post_address(page: Page, signature: int) -> str:
    """The address that a post's signature links to."""
    _, runs = page.inlines.get(signature, ([], []))
    return next((value for tag, value, _, _ in reversed(runs) if tag == "a" and "/status/" in value), "")


def posted_before(page: Page, signature: int, taken: int) -> list[int]:
    """The blocks of the post above a signature that is a block of its own."""
    start = signature
    region = page.region[signature]
    while start - 1 > taken and start > 0 and page.words[start - 1] <= LONGEST:
        same_quote = page.kind == "html" and region in (page.region[start - 1], page.regions.parent[page.region[start - 1]])
        first = start == signature
        if not (first or same_quote) or (page.kind == "lines" and not first):
            break
        start -= 1
    return list(range(start, signature)) if start < signature else []
