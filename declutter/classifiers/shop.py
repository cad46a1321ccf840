"""Prices, stock, carts, size pickers, filters, ratings and reviews of shops."""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from declutter.page import Signal

if TYPE_CHECKING:
    from declutter.classifiers.columns import Columns
    from declutter.page import Page

SAID = Signal("shop.said", "says what shops say around a product")
BOX = Signal("shop.box", "sits in a price, cart, filter or review box")
PRICE = Signal("shop.price", "is a price")
SIGNALS = (SAID, BOX, PRICE)
FURNITURE = True

PRICED = regex.compile(r"\p{Sc}\s?\d|\d\s?\p{Sc}|\d\s?(?:USD|EUR|GBP|kr|zł|Kč|lei|руб|₽)\b")


def measure(page: Page, out: Columns) -> None:
    out[SAID] = page.hits("shop")
    out[BOX] = page.inside("shop")
    # "Entry is £5 for children." is a short sentence that holds a price, not a price
    tells = page.sentence.tolist()
    out[PRICE] = [len(text) < 40 and not told and PRICED.search(text) is not None for text, told in zip(page.texts, tells, strict=True)]
