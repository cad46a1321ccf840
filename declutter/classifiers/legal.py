"""Copyright lines, terms, privacy and imprint links."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from declutter.page import Signal
from declutter.page.characters import character_class

if TYPE_CHECKING:
    from declutter.classifiers.columns import Columns
    from declutter.page import Page

SAID = Signal(
    "legal.said",
    "has phrases of copyright notices or terms",
    present="has words of a copyright notice or of terms",
    absent="has no words of a legal notice",
)
BOX = Signal("legal.box", "sits in a legal notice", present="is in a legal notice", absent="is in no legal notice")
SIGN = Signal(
    "legal.sign", "opens with a copyright sign", present="begins with a copyright sign", absent="does not begin with a copyright sign"
)
SIGNALS = (SAID, BOX, SIGN)
BOILERPLATE = True

SIGNS = ("©", "(c)", "(C)", "Copyright ©")
OPENS = character_class("©(C")


def measure(page: Page, out: Columns) -> None:
    out[SAID] = page.hits("legal")
    out[BOX] = page.inside("legal")
    signed = np.zeros(len(page), np.bool_)
    for i in np.flatnonzero(page.characters.opens & OPENS).tolist():
        signed[i] = page.texts[i].startswith(SIGNS)
    out[SIGN] = signed
