"""Captions and credits of pictures: they belong to the picture, not to the text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from declutter.page import Signal

if TYPE_CHECKING:
    from declutter.classifiers.columns import Columns
    from declutter.page import Page

BOX = Signal("caption.box", "is the caption or credit of a picture")
FIGURE = Signal("caption.figure", "sits in a figure")
LINE = Signal("caption.line", "is a line of text within the story that does not end like a sentence")
CREDIT = Signal("caption.credit", "opens like the credit of a picture")
SIGNED = Signal("caption.signed", "ends with the credit of a picture")
SIGNALS = (BOX, FIGURE, LINE, CREDIT, SIGNED)
FURNITURE = True

HEADINGS = 9  # words below which a line without a full stop may well be a subhead
CREDIT_WORDS = 12
OPENS = re.compile(
    r"[\W_]{0,3}(?:(?:photos?|pictures?|images?|fotos?|bild(?:er)?|imagen|imagem|immagine|zdjęcie|zdjęcia|kuvat?|kép|фото|зображення|εικόνα|φωτογραφία)\b"
    r"|fot\.|צילום|صورة|عکس|写真|撮影|사진|图片|圖片|摄影)[^.!?:：]{0,20}[:：©/]",
    re.I,
)
BY = re.compile(r"(?:photos?|pictures?|images?) (?:via|by|courtesy of) ", re.I)
BY_OPENS = frozenset("PpIi")

LONGEST = 90  # words of a caption
TAIL = 90  # characters at its end in which the credit stands
MARKS = re.compile(r"[:：/／©|(（=＝]|\bvia |\bby ", re.I)  # one of them parts the credit from the caption
AGENCY = (
    r"(?:AP|AFP|APA|ANP|ANSA|AAP|Belga|Bloomberg|CP|dapd|dpa|ddp|EFE|EPA|Europa Press|Getty|imago|iStock|Keystone|Kyodo|Lehtikuva|LUSA|MTI|NTB|NurPhoto"
    r"|PA|PAP|picture alliance|Pixabay|Pexels|PTI|Reuters|Ritzau|Scanpix|Shutterstock|TASS|TT|UPI|Unsplash|Wikimedia|Xinhua|Yonhap|ZUMA|ČTK|Alamy|Adobe)"
)
ENDS = re.compile(
    r"(?:\b(?:photos?|pictures?|photograph|images?|credits?|courtesy|fotos?|fotografía|fotografie|bild(?:er)?|grafik|crédits?|imagen|imagem|immagine|illustrations?"
    r"|zdjęcie|kuvat?|kép|фото|зображення|εικόνα|φωτογραφία)(?: by|\s?[:：/©])\s?"
    rf"|[(/©|]\s?(?:via )?(?:the )?{AGENCY}\b|\bvia {AGENCY}\b|\b{AGENCY} (?:Photo|Images?|Foto)\b|Getty Images|Adobe ?Stock"
    r"|(?:写真|撮影|사진|图片|圖片|图源|圖源|摄影|攝影)(?:来源|來源|提供)?\s?[:：=＝/／]"
    r").{0,50}$",
    re.I,
)


def measure(page: Page, out: Columns) -> None:
    out[BOX] = page.own("caption") & (page.words < 90)
    if page.kind == "lines":
        out[LINE] = (page.words >= HEADINGS) & ~page.sentence & (page.layout.offset == 0) & ~page.layout.story
    credit = np.zeros(len(page), np.bool_)
    for i in np.flatnonzero((page.words <= CREDIT_WORDS) & ~page.sentence).tolist():
        text = page.texts[i]
        signed = ":" in text or "©" in text or "/" in text or "：" in text
        credit[i] = (signed and OPENS.match(text) is not None) or (text[0] in BY_OPENS and BY.match(text) is not None)
    out[CREDIT] = credit
    signed = np.zeros(len(page), np.bool_)
    for i in np.flatnonzero(page.words <= LONGEST).tolist():
        tail = page.texts[i][-TAIL:]
        signed[i] = MARKS.search(tail) is not None and ENDS.search(tail) is not None
    out[SIGNED] = signed
    out[FIGURE] = page.inside("figure") & (page.words < 90) & ~page.inside("table", "code", "quote")
