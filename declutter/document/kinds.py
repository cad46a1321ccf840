"""Kinds: the labels of blocks, a closed list of words for people. A classifier of boilerplate that is added brings its own name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from declutter.document.evidence import LABEL_BELOW

if TYPE_CHECKING:
    from declutter.document.explained import Explained

SITE = "site"
# what a block looks like, in words that finish the sentence "looks like …"
BOILERPLATE = {
    "navigation": "part of a menu",
    "share": "share buttons",
    "subscribe": "an invitation to subscribe or follow",
    "related": "a list of other articles",
    "advert": "an advertisement",
    "embed": "an embedded post or player",
    "comments": "readers' comments",
    "byline": "a byline or date line",
    "tags": "tags or categories",
    "legal": "a legal notice",
    "consent": "a cookie banner",
    "paywall": "a request to log in or pay",
    "pagination": "links to other pages of the same",
    "player": "the controls of a player or form",
    "shop": "parts of a shop around a product",
    "hidden": "text that nobody can see",
    "repeated": "something that the page says elsewhere too",
    "reference": "apparatus, such as references or edit links",
    "dialog": "a form or a pop-up",
    "caption": "the caption or credit of a picture",
    "headline": "the headline, which goes into the title",
    SITE: "something that many pages of the site repeat",
    "link": "a link or a row of links",
    "footer": "a part of the page's footer",
    "header": "a part of the page's header",
    "sidebar": "a part of a sidebar",
}
TEXT = {
    "paragraph": "a paragraph",
    "heading": "a heading",
    "list": "a list item",
    "table": "a table cell",
    "code": "code",
    "quote": "a quotation",
}
KINDS = {**BOILERPLATE, **TEXT}

PASS_LABELS = {"embeds": "embed", "comments": "comments", "hidden": "hidden", "paywall_offer": "paywall", "title": "headline"}
TAG_LABELS = {"pre": "code", "td": "table", "th": "table", "li": "list", "blockquote": "quote", "dt": "list", "dd": "list"}
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
PLACES = {"footer": "footer", "header": "header", "aside": "sidebar"}  # lexicon of hints -> label
LINKED = 0.5  # share of a block's characters in links from which it is called a link


def of(explained: Explained, block: int) -> str:
    """The label of a block: of a kept one what kind of text it is, of a dropped one what kind of boilerplate it looks like most."""
    selection = explained.selection
    if selection.keep[block]:
        return text_kind(explained.page.tags[block])
    if block in selection.flips and (label := PASS_LABELS.get(selection.flips[block].by)):
        return label
    number = explained.evidence.boilerplate.item(block)
    name = explained.evidence.names[number] if number >= 0 else ""
    if selection.site is None and selection.own is None:
        return name or unnamed(explained, block)
    against = {name: float(explained.evidence.groups[block, number])} if name else {}
    against[SITE] = explained.of_site(block)
    if own := selection.own:
        against |= {name: part for name, part in own.groups(block).items() if name in own.boilerplate}
    least = min(against, key=lambda name: against[name])
    if least != name and against[least] < LABEL_BELOW:
        return least
    return name or unnamed(explained, block)


def unnamed(explained: Explained, block: int) -> str:
    """The label of a dropped block that no classifier of boilerplate speaks against: links, its place, else the kind of text."""
    page = explained.page
    if page.link_chars[block] >= LINKED * len(page.texts[block]):
        return "link"
    bits = int(page.block_bits[block]) if len(page.block_bits) else 0
    return next((label for hint, label in PLACES.items() if bits & page.bits.get(hint, 0)), "") or text_kind(page.tags[block])


def text_kind(tag: str) -> str:
    """What kind of text the elements of a tag hold."""
    return "heading" if tag in HEADINGS else TAG_LABELS.get(tag, "paragraph")


def looks(label: str, kept: bool) -> str:
    """What a block with a label is, in words."""
    if label in TEXT:
        return f"{TEXT[label]} of the text" if kept else f"{TEXT[label]} that does not look like the text"
    return f"looks like {BOILERPLATE.get(label, label)}"
