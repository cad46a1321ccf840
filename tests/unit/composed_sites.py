"""Sites of several pages in three templates, with the text of each page and the boilerplate that all pages of a site share."""

from __future__ import annotations

import random
from typing import NamedTuple

PAGES = 14  # of a site
WHO = "The ferry|A bakery|The observatory|The harbour master|Our neighbour|The old printer|A choir of sailors|The museum|The pilot".split(
    "|"
)
DOES = "has waited for|keeps|repairs|was given|rarely talks about|sells|has written a letter about|measures|counts".split("|")
WHAT = "the new engine|a rope of twenty metres|the archive of the town|three barrels of salt|the bell of the tower|its own bread".split("|")
WHEN = "since the winter of 1911|on every clear night|before the fair opens|as long as the wind allows|after the second tide".split("|")


class SitePage(NamedTuple):
    """A page of a site: its source, the lines of its text, and the lines that are boilerplate."""

    source: str
    text: list[str]
    boilerplate: list[str]


def sentence(chance: random.Random) -> str:
    return f"{chance.choice(WHO)} {chance.choice(DOES)} {chance.choice(WHAT)} {chance.choice(WHEN)}."


def paragraph(chance: random.Random, number: int) -> str:
    return " ".join(
        [f"On day {number} of the year, {sentence(chance)[0].lower()}{sentence(chance)[1:]}", *(sentence(chance) for _ in range(3))]
    )


def newspaper(number: int) -> SitePage:
    """An article with an appeal between its paragraphs and a note on its author below, both plain paragraphs of the article."""
    chance = random.Random(number)
    title = f"{sentence(chance).rstrip('.')}, part {number}"
    text = [paragraph(chance, 10 * number + place) for place in range(4)]
    boilerplate = [
        "This paper belongs to four thousand readers, and every one of them has a vote. If the harbour needs a voice, join us.",
        "Ottoline Brackwater has written about the sea for twenty years. She lives in a lighthouse with two cats and a telescope.",
    ]
    body = [text[0], text[1], boilerplate[0], text[2], text[3], boilerplate[1]]
    page = "".join(f"<p>{line}</p>" for line in body)
    source = f"<html lang=en><title>{title}</title><body><article><h1>{title}</h1>{page}</article></body></html>"
    return SitePage(source, text, boilerplate)


def manual(number: int) -> SitePage:
    """A page of a manual: the same headings over other text on each page, and a paragraph about feedback on all of them."""
    chance = random.Random(1000 + number)
    parts = {name: paragraph(chance, 20 * number + place) for place, name in enumerate(("Description", "Parameters", "Examples"))}
    boilerplate = [
        "The writers of this manual read every letter. Send yours to the workshop by the quay, and name the page that it is about.",
    ]
    sections = "".join(f"<h2>{name}</h2><p>{text}</p>" for name, text in parts.items())
    body = f"<div class=content><h1>tool{number}</h1>{sections}<p>{boilerplate[0]}</p></div>"
    source = f"<html lang=en><title>tool{number}</title><body>{body}</body></html>"
    return SitePage(source, [line for part in parts.items() for line in part], boilerplate)


def flattened(number: int) -> SitePage:
    """A page that somebody flattened to lines, with a sentence about the collection in each of them."""
    chance = random.Random(2000 + number)
    text = [paragraph(chance, 30 * number + place) for place in range(4)]
    boilerplate = ["All stories of this collection were told on the quay on winter nights, and nobody knows any more who told them first."]
    return SitePage("\n\n".join([f"Story {number}", *text[:2], *boilerplate, *text[2:]]) + "\n", text, boilerplate)


SITES = {"newspaper": newspaper, "manual": manual, "flattened": flattened}
