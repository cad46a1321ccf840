"""Embedded posts, videos and their boxes: tweets with their signature line, "copy/paste the embed link below"."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from declutter.page import Signal
from declutter.page.characters import character_class
from declutter.structure.embed import PICTURE_LINK, SIGNATURE

if TYPE_CHECKING:
    from declutter.classifiers.columns import Columns
    from declutter.page import Page

SAID = Signal(
    "embed.said", "says what embed boxes say", present="says what boxes of embedded posts say", absent="has no words of an embedded post"
)
BOX = Signal(
    "embed.box", "sits in an embedded post or player", present="is in an embedded post or player", absent="is in no embedded post or player"
)
SIGNED = Signal("embed.signature", "is the signature of an embedded post", absent="is no signature of an embedded post")
POST = Signal("embed.post", "is the text of an embedded post", absent="is not the text of an embedded post")
SIGNALS = (SAID, BOX, SIGNED, POST)
BOILERPLATE = True

LONGEST_POST = 90  # words
AT, SLASH = character_class("@"), character_class("/")


def measure(page: Page, out: Columns) -> None:
    texts = page.texts
    signed, post = np.zeros((2, len(page)), np.bool_)
    for i in np.flatnonzero(page.characters.have(AT) & (page.chars < 1200)).tolist():
        signed[i] = SIGNATURE.search(texts[i]) is not None
    for i in np.flatnonzero(page.characters.have(SLASH)).tolist():
        post[i] = "/" in texts[i][-20:] and PICTURE_LINK.search(texts[i][-60:]) is not None
    alone = signed & (page.words <= 25)
    post[:-1] |= alone[1:] & (page.words[:-1] <= LONGEST_POST) & ~alone[:-1]
    out[SAID] = page.hits("embed")
    out[BOX] = page.inside("embed")
    out[SIGNED] = signed
    out[POST] = post & (page.words <= LONGEST_POST)
