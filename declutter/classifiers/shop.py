"""Prices, stock, carts, size pickers, filters, ratings and reviews of shops."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import regex

from declutter.page import Signal

if TYPE_CHECKING:
    from declutter.classifiers.columns import Columns
    from declutter.page import Page

SAID = Signal("shop.said", "says what shops say around a product", absent="has no words of a shop")
BOX = Signal(
    "shop.box",
    "sits in a price, cart, filter or review box",
    present="is in a box with prices, cart, filters or reviews",
    absent="is in no box with prices, cart, filters or reviews",
)
PRICE = Signal("shop.price", "is a price", absent="is no price")
SIGNALS = (SAID, BOX, PRICE)
BOILERPLATE = True

LONGEST = 40  # characters
PRICED = regex.compile(r"\p{Sc}\s?\d|\d\s?\p{Sc}|\d\s?(?:USD|EUR|GBP|kr|zł|Kč|lei|руб|₽)\b")


def measure(page: Page, out: Columns) -> None:
    out[SAID] = page.hits("shop")
    out[BOX] = page.inside("shop")
    priced = np.zeros(len(page), np.bool_)
    # "Entry is £5 for children." is a short sentence that holds a price, not a price
    for i in np.flatnonzero((page.digit_share > 0) & (page.chars < LONGEST) & ~page.sentence).tolist():
        priced[i] = PRICED.search(page.texts[i]) is not None
    out[PRICE] = priced
