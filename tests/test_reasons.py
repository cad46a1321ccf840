"""`docs/reasons.md`: fifty reasons drawn from the pages of fixtures. ``pytest tests/test_reasons.py --update`` rewrites it."""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from declutter import extract

if TYPE_CHECKING:
    import pytest

    from declutter import Verdict

ROOT = Path(__file__).parent.parent
FILE = ROOT / "docs" / "reasons.md"
SEED, COUNT = 20, 50
TEXT = 70  # characters of a block's text that are shown
HEAD = """# Fifty reasons

Drawn at random from the pages in `fixtures/pages`, half of them of kept and half of dropped blocks, and generated here:
`pytest tests/test_reasons.py --update`. Do not edit. See [explanations](explanations.md) for what a reason is made of.
"""


@cache
def drawn() -> list[tuple[str, Verdict]]:
    """The verdicts, each of another page, with the name of the page."""
    rng = random.Random(SEED)
    pages = sorted(ROOT.glob("fixtures/pages/*/page.html"))
    found = []
    for page in rng.sample(pages, len(pages)):
        if len(found) == COUNT:
            break
        kept = len(found) % 2 == 0
        blocks = [verdict for verdict in extract(page).blocks if verdict.kept == kept]
        if blocks:
            found.append((page.parent.name, rng.choice(blocks)))
    return found


def written() -> str:
    """The text of the page."""
    lines = [HEAD]
    for number, (name, verdict) in enumerate(drawn(), 1):
        text = " ".join(verdict.text.split())
        text = text if len(text) <= TEXT else text[: TEXT - 1] + "…"
        head = f"{number}. {'Kept' if verdict.kept else 'Dropped'}, `{name}`: `{text.replace('`', chr(39))}`"
        lines.append(f"{head}<br>{verdict.reason.replace('<', '&lt;')}")
    return "\n".join(lines) + "\n"


def test_the_fifty_reasons_are_up_to_date(request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--update"):
        FILE.write_text(written(), "utf-8")
    assert FILE.read_text("utf-8") == written(), "docs/reasons.md is stale. To rewrite it: pytest tests/test_reasons.py --update"


def test_they_are_fifty_of_fifty_pages() -> None:
    assert len({name for name, _ in drawn()}) == COUNT
