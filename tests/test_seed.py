"""The seed page: a news page that somebody flattened to lines, with its menus, share bar, embed box, tweets and "read more" list.

The page belongs to its publisher and stays outside the repository; ``fixtures/lines/broadcaster-flattened-en`` is its composed twin.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from declutter import Document, extract

FOLDER = Path(os.environ.get("DECLUTTER_SEEDS", Path(__file__).parents[2] / "shared" / "seeds"))
SEEDS = sorted(FOLDER.glob("*_8ed08e6f143b86d8.txt"))
FIRST, LAST = "Syrian forces in Aleppo take control", "fewer negotiation cards to play."
PARAGRAPHS = 13


@pytest.fixture
def document() -> Document:
    if not SEEDS:
        pytest.skip(f"the seed page is not at {FOLDER}; set DECLUTTER_SEEDS to its folder")
    return extract(SEEDS[0])


def test_keeps_exactly_the_story(document: Document) -> None:
    lines = [line.strip() for line in SEEDS[0].read_text("utf-8").splitlines() if line.strip()]
    start = next(i for i, line in enumerate(lines) if line.startswith(FIRST))
    end = next(i for i, line in enumerate(lines) if line.endswith(LAST))
    tweets = ("#Aleppo", "—", "We continue to call")
    story = [line for line in lines[start : end + 1] if line != "ADVERTISEMENT" and not line.startswith(tweets)]
    assert document.text.splitlines() == story
    assert len(story) == PARAGRAPHS


def test_gives_title_and_site_once_and_invents_nothing(document: Document) -> None:
    assert document.title == "Syrian forces reject rebel call for truce in Aleppo"
    assert document.title not in document.text
    assert document.site_name == "Euronews"
    assert document.authors == ()
    assert document.published is None


def test_puts_the_tweets_into_embeds(document: Document) -> None:
    handles = [(embed.handle, embed.author, embed.day) for embed in document.embeds]
    assert handles == [("@Refugees", "UN Refugee Agency", "2016-12-04"), ("@MIG29_", "Yusha Yuseef", "2016-12-07")]
    assert document.embeds[0].text.startswith("We continue to call for full access")
    assert document.embeds[1].text.startswith("#Aleppo : Syrian army Help civilians")


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Loader", "player"),
        ("Advertisement", "advert"),
        ("Copyright", "legal"),
        ("By Euronews", "byline"),
        ("Published on", "byline"),
        ("Share this article Comments", "share"),
        ("Go to accessibility shortcuts", "navigation"),
        ("Read more", "related"),
        ("UN warns Aleppo risks becoming a 'graveyard'", "related"),
    ],
)
def test_says_why_a_line_was_dropped(document: Document, text: str, label: str) -> None:
    verdict = next(block for block in document.blocks if block.text == text)
    assert not verdict.kept
    assert verdict.label == label
    assert verdict.reason
