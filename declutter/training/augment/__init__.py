"""Data augmentation: copies of labelled pages changed as the web changes them, with truths that follow.

The labelled pages are recent and mostly news: their classes describe their contents, their stories are paragraphs. A copy of every page
takes away or scrambles the names, changes the layout, turns paragraphs into lists and tables, shortens the story, and inserts what other
pages of the same fold have around theirs. Models that also train on the copies depend less on what held-out sites lack.
"""

from __future__ import annotations

import random
import zlib
from typing import TYPE_CHECKING

from lxml import etree

from declutter.sources.decode import decode
from declutter.training.augment.insertions import insert_boilerplate, insert_comments
from declutter.training.augment.names import remove_names, scramble_names
from declutter.training.augment.old_layout import use_old_layout
from declutter.training.augment.paragraphs import box_paragraphs, list_paragraphs, shorten_story

if TYPE_CHECKING:
    from declutter.training.dataset import LabelledPage

NAMELESS, SCRAMBLED = 0.5, 0.25  # shares of the copies without names, and with random ones; the others keep theirs
OLD = 2 / 3  # share of the nameless copies with an old layout
LISTED, BOXED, SHORTENED = 0.3, 0.25, 0.15  # shares with paragraphs as lists and tables, in boxes of a page builder, with few paragraphs
WITH_BOILERPLATE, WITH_COMMENTS = 0.4, 0.15  # shares with boilerplate or readers' comments of another page


def augment(page: LabelledPage, donor: LabelledPage | None = None) -> LabelledPage:
    """The augmented copy of a page: deterministic; a page that cannot be parsed stays as it is.

    Args:
        page: the page.
        donor: a page of another domain of the same fold, whose boilerplate and text may be inserted; none where left out.
    """
    root = parsed(page.source)
    if root is None:
        return page
    rng = random.Random(zlib.crc32(page.source))
    other = parsed(donor.source) if donor is not None else None
    if rng.random() < SHORTENED:
        page = shorten_story(root, page, rng)
    if rng.random() < LISTED:
        list_paragraphs(root, rng)
    if rng.random() < BOXED:
        box_paragraphs(root, rng)
    if donor is not None and other is not None:
        if rng.random() < WITH_BOILERPLATE:
            page = insert_boilerplate(root, page, other, donor, rng)
        if page.page_type != "forum" and rng.random() < WITH_COMMENTS:
            page = insert_comments(root, page, donor, rng)
    change = rng.random()
    if change < NAMELESS:
        remove_names(root)
        if rng.random() < OLD:
            use_old_layout(root, rng)
    elif change < NAMELESS + SCRAMBLED:
        scramble_names(root, rng)
    return page._replace(source=b"<!DOCTYPE html>" + etree.tostring(root, encoding="utf-8", method="html"))


def parsed(source: bytes) -> etree._Element | None:
    """The tree of a page, None for one that no parser reads."""
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        return etree.fromstring(decode(source).text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return None
