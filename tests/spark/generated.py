"""Pages that are generated: stories of a few sites with menus, share bars and footers, in three templates, and some that are broken."""

from __future__ import annotations

import random

SUBJECTS = "The ferry|A bakery|The observatory|The harbour master|Our neighbour|The old printer|A choir of sailors|The museum".split("|")
VERBS = "has waited for|keeps|repairs|was given|rarely talks about|sells|has written a letter about|measures".split("|")
OBJECTS = "the new engine|a rope of twenty metres|the archive of the town|three barrels of salt|the bell of the tower|its own bread".split(
    "|"
)
TIMES = "since the winter of 1911|on every clear night|before the fair opens|as long as the wind allows|after the second tide".split("|")
MENU = (
    "<ul>"
    + "".join(f'<li><a href="/{name}">{name.title()}</a></li>' for name in ("news", "sport", "culture", "weather", "contact"))
    + "</ul>"
)
TEMPLATES = (
    "<nav>{menu}</nav><main><article><h1>{title}</h1>{text}</article></main><footer>Copyright Harbour Post. All rights reserved.</footer>",
    '<div class="top">{menu}</div><div class="content"><h1>{title}</h1><div class="share">Share Tweet Mail</div>{text}</div>'
    '<div class="related"><h3>Read more</h3>{menu}</div>',
    "<table><tr><td>{menu}</td><td><h2>{title}</h2>{text}</td></tr></table>",
)
BROKEN = (b"", b"\x89PNG\r\n\x1a\n" + bytes(200), b"<html><body><p>" + b"\xff\xfe\x00" * 50, b"<div" * 400)


def page(number: int) -> bytes:
    """The page of a number; the same number gives the same page. Every fiftieth is broken."""
    if number % 50 == 49:
        return BROKEN[number // 50 % len(BROKEN)]
    chance = random.Random(number)

    def sentence() -> str:
        return f"{chance.choice(SUBJECTS)} {chance.choice(VERBS)} {chance.choice(OBJECTS)} {chance.choice(TIMES)}."

    title = sentence().rstrip(".")
    text = "".join(f"<p>{' '.join(sentence() for _ in range(chance.randint(2, 6)))}</p>" for _ in range(chance.randint(3, 12)))
    body = TEMPLATES[number % len(TEMPLATES)].format(menu=MENU, title=title, text=text)
    return f"<!DOCTYPE html><html lang=en><head><title>{title} - Harbour Post</title></head><body>{body}</body></html>".encode()


def address(number: int) -> str:
    return f"https://harbour.example/{number}"
