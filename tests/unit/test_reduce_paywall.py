"""The offer of a paywall goes as a whole; a box named for the paywall that holds the story stays."""

from __future__ import annotations

import numpy as np

from declutter import Options
from declutter.annotate import annotate
from declutter.reduce import reduce
from declutter.sources import read

TEASER = "".join(
    f"<p>Street {n} of the old mill quarter was closed on Monday morning, since a heavy beam had come down during the night.</p>"
    for n in range(4)
)
OFFER = "<h3>Go on with Mill Post premium</h3><p>The rest of this text is for our readers with a contract, from three a month.</p>"


def kept(box: str) -> list[str]:
    page = annotate(read(f"<html lang=en><body><article>{TEASER}{box}</article></body></html>", Options(input="html")))
    selection = reduce(page, np.full(len(page), 0.8, np.float32))
    return [text for text, keep in zip(page.texts, selection.keep, strict=True) if keep]


def test_the_offer_goes_with_its_heading_and_its_reasons() -> None:
    box = f'<div class="paywall-offer">{OFFER}<p>Already a subscriber? Log in</p></div>'
    assert len(kept(box)) == 4


def test_a_box_without_an_offer_stays() -> None:
    assert any("premium" in text for text in kept(f'<div class="paywall-part">{OFFER}</div>'))


def test_a_box_that_holds_the_story_stays() -> None:
    rest = "".join(f"<p>House {n} lost its chimney and most of its tiles, and its people slept in the school.</p>" for n in range(9))
    assert sum("chimney" in text for text in kept(f'<div class="paywall">{rest}<p>Subscribe now</p></div>')) == 9
