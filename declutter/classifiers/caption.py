"""Captions and credits of pictures: they belong to the picture, not to the text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from declutter.page import Signal
from declutter.page.characters import character_class

if TYPE_CHECKING:
    from declutter.classifiers.columns import Columns
    from declutter.page import Bools, Page

BOX = Signal("caption.box", "is the caption or credit of a picture", absent="is no caption")
FIGURE = Signal("caption.figure", "sits in a figure", present="is part of a picture box", absent="is not part of a picture box")
LINE = Signal(
    "caption.line",
    "is a line of text within the story that does not end like a sentence",
    present="looks like a line under a picture",
    absent="does not look like a line under a picture",
)
CREDIT = Signal(
    "caption.credit",
    "opens like the credit of a picture",
    present="begins like a photo credit",
    absent="does not begin like a photo credit",
)
SIGNED = Signal(
    "caption.signed", "ends with the credit of a picture", present="ends with a photo credit", absent="does not end with a photo credit"
)
SIGNALS = (BOX, FIGURE, LINE, CREDIT, SIGNED)
BOILERPLATE = True

HEADINGS = 9  # words below which a line without a full stop may well be a subhead
CREDIT_WORDS = 12
PICTURE = frozenset(
    "photo photos picture pictures image images foto fotos bild bilder imagen imagem immagine zdjęcie zdjęcia kuva kuvat kép фото "
    "зображення εικόνα φωτογραφία".split()
)
UNSPACED = ("写真", "撮影", "사진", "图片", "圖片", "摄影")
OPENS = re.compile(
    rf"[\W_]{{0,3}}(?:(?:{'|'.join(sorted(PICTURE))})\b|fot\.|צילום|صورة|عکس|{'|'.join(UNSPACED)})[^.!?:：]{{0,20}}[:：©/]", re.I
)
BY = re.compile(r"(?:photos?|pictures?|images?) (?:via|by|courtesy of) ", re.I)
BY_OPENS = frozenset("PpIi")

LONGEST, SHORTEST = 90, 5  # words, and characters, of a caption
LINKED = 0.5  # share of a block's characters in links from which it is a teaser
TAIL = 60  # characters at its end in which the credit stands
MARKS = ":：/／©|(（=＝"
MARK = re.compile(rf"[{MARKS}]| (?:via|by) ")  # parts a credit from the caption, or its word from the name
PARTING, PARTED = character_class(MARKS), character_class(":：©/")
SOURCE = PICTURE | set("photograph photographer illustration credit credits courtesy fotografía fotografie grafik crédit crédits".split())
SOURCE_UNSPACED = (*UNSPACED, "来源", "來源", "提供", "攝影")
BRACKETS = frozenset("(（|")
AGENCIES = re.compile(
    r"\s?(?:the )?(?:AAP|Adobe|AFP|Alamy|ANP|ANSA|AP|APA|Belga|Bloomberg|CP|ČTK|dapd|ddp|dpa|DPA|EFE|EPA|Europa Press|Getty|GETTY"
    r"|imago|IMAGO|iStock|Keystone|KEYSTONE|Kyodo|Lehtikuva|LUSA|MTI|NTB|NurPhoto|PA|PAP|Pexels|picture alliance|Pixabay|PTI|Reuters"
    r"|REUTERS|Ritzau|Scanpix|Shutterstock|TASS|TT|Unsplash|UPI|Wikimedia|Xinhua|Yonhap|ZUMA)\b"
)


def measure(page: Page, out: Columns) -> None:
    out[BOX] = page.own("caption") & (page.words < 90)
    if page.kind == "lines":
        out[LINE] = (page.words >= HEADINGS) & ~page.sentence & (page.layout.offset == 0) & ~page.layout.story
    out[CREDIT] = opens_like_a_credit(page)
    out[SIGNED] = ends_with_a_credit(page)
    out[FIGURE] = page.inside("figure") & (page.words < 90) & ~page.inside("table", "code", "quote")


def opens_like_a_credit(page: Page) -> Bools:
    found = np.zeros(len(page), np.bool_)
    parted = page.characters.have(PARTED).tolist()
    for i in np.flatnonzero((page.words <= CREDIT_WORDS) & ~page.sentence).tolist():
        text = page.texts[i]
        found[i] = (parted[i] and OPENS.match(text) is not None) or (text[0] in BY_OPENS and BY.match(text) is not None)
    return found


def ends_with_a_credit(page: Page) -> Bools:
    found = np.zeros(len(page), np.bool_)
    parting = page.characters.have(PARTING).tolist()
    for i in np.flatnonzero((page.words <= LONGEST) & (page.chars >= SHORTEST) & (page.link_density < LINKED)).tolist():
        tail = page.texts[i][-TAIL:]
        found[i] = (parting[i] or " by " in tail or " via " in tail) and names_a_source(tail)
    return found


def names_a_source(text: str) -> bool:
    """Whether a word for a picture stands before one of the marks, or an agency after it."""
    for mark in MARK.finditer(text):
        if AGENCIES.match(text, mark.end()):
            return True
        words = text[: mark.start()].split() if mark[0] not in BRACKETS else ()
        last = words[-1].strip("([—-") if words else ""
        if last.islower() and text[mark.end() :].lstrip()[:1].islower():
            continue  # a key of a program's settings, "image: nginx"
        word = last.lower()
        if word in SOURCE or word.endswith(SOURCE_UNSPACED):
            return True
    return False
