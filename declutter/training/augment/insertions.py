"""Data augmentation: boilerplate and readers' comments around a story, taken from another page."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from lxml import etree

from declutter.training.augment.paragraphs import plain_paragraphs, text_of

if TYPE_CHECKING:
    import random

    from declutter.training.dataset import LabelledPage

BOXES = ("aside", "section", "div", "ul", "ol", "table", "nav", "footer")
LOOKED_AT = 400  # elements of a page that are considered
WORDS = (12, 250)  # of an inserted element
LINKED = 0.4  # least share of its words in links
SHARED = 0.05  # share of its runs of four words in the donor's truth from which an element is not boilerplate
AT_MOST = 3  # insertions of boilerplate
SNIPPET = 25  # characters of an inserted line from which it can stand as an unwanted snippet
COMMENT_WORDS = (6, 70)
COMMENTS = (2, 8)
COMMENT_NAMES = (("comments", "comment"), ("discussion", "post"), ("", ""), ("replies", "reply-body"), ("list", "item"))
READERS = "Mila Jonas Kim Ana Piotr Lea Noor Ivo Tess Omar Ruth Karel".split()


def insert_boilerplate(
    root: etree._Element, page: LabelledPage, other: etree._Element, donor: LabelledPage, rng: random.Random
) -> LabelledPage:
    """Insert link-dense elements of the donor that hold nothing of its main text before, after or into the story."""
    found = boilerplate(other, donor)
    place = story_container(root, page)
    if not found or place is None:
        return page
    unwanted = list(page.unwanted)
    for element in rng.sample(found, min(len(found), rng.randint(1, AT_MOST))):
        copy = deepcopy(element)
        copy.tail = None
        put(copy, place, rng)
        unwanted += lines_of(copy)
    return page if page.text is not None else page._replace(unwanted=tuple(unwanted))


def insert_comments(root: etree._Element, page: LabelledPage, donor: LabelledPage, rng: random.Random) -> LabelledPage:
    """Append readers' comments made of the donor's sentences below the story."""
    place = story_container(root, page)
    texts = [
        line for line in (donor.text or "\n".join(donor.wanted)).split("\n") if COMMENT_WORDS[0] <= len(line.split()) <= COMMENT_WORDS[1]
    ]
    if place is None or len(texts) < COMMENTS[0]:
        return page
    chosen = rng.sample(texts, min(len(texts), rng.randint(*COMMENTS)))
    outer, inner = rng.choice(COMMENT_NAMES)
    item = rng.choice(("div", "li", "article"))
    box = etree.Element("ol" if item == "li" else "div", {"class": outer} if outer else {})
    for text in chosen:
        comment = etree.SubElement(box, item, {"class": inner} if inner else {})
        etree.SubElement(comment, "b").text = rng.choice(READERS)
        etree.SubElement(
            comment, "small"
        ).text = f"{rng.randint(1, 28)}.{rng.randint(1, 12)}.20{rng.randint(10, 25)} {rng.randint(0, 23)}:{rng.randint(10, 59)}"
        etree.SubElement(comment, "p").text = text
    if rng.random() < 0.5:
        place.append(box)
    else:
        place.addnext(box)
    return page if page.text is not None else page._replace(unwanted=(*page.unwanted, *chosen))


def boilerplate(root: etree._Element, page: LabelledPage) -> list[etree._Element]:
    """Elements with some words, many of them in links, and nothing of the main text."""
    truth = (page.text if page.text is not None else " ".join(page.wanted)).lower().split()
    grams = {tuple(truth[i : i + 4]) for i in range(len(truth) - 3)}
    found = []
    for number, element in enumerate(root.iter(*BOXES)):
        if number >= LOOKED_AT:
            break
        words = text_of(element).lower().split()
        if not WORDS[0] <= len(words) <= WORDS[1]:
            continue
        linked = sum(len(text_of(link).split()) for link in element.iter("a"))
        shared = sum(tuple(words[i : i + 4]) in grams for i in range(len(words) - 3))
        if linked >= LINKED * len(words) and shared <= SHARED * len(words):
            found.append(element)
    return found


def story_container(root: etree._Element, page: LabelledPage) -> etree._Element | None:
    """The element with the most words of the main text in paragraphs that are its children or theirs; None where there is none."""
    truth = " ".join((page.text if page.text is not None else " ".join(page.wanted)).split())
    words: dict[etree._Element, int] = {}
    for p in plain_paragraphs(root):
        text, parent = text_of(p), p.getparent()
        if parent is not None and len(text) >= SNIPPET and text[:200] in truth:
            words[parent] = words.get(parent, 0) + len(text)
    best = max(words, key=lambda element: words[element], default=None)
    return best if best is not None and best.getparent() is not None and best.tag not in ("body", "td", "tr") else None


def put(element: etree._Element, story: etree._Element, rng: random.Random) -> None:
    """Insert an element before or after the story's container, at its end, or between two of its children."""
    place = rng.random()
    if place < 0.25:
        story.addprevious(element)
    elif place < 0.6:
        element.tail, story.tail = story.tail, None
        story.addnext(element)
    elif place < 0.85 or len(story) < 2:
        story.append(element)
    else:
        story.insert(rng.randint(1, len(story) - 1), element)


def lines_of(element: etree._Element) -> list[str]:
    """The longer lines of an element, as unwanted snippets."""
    texts = (" ".join(str(text).split()) for text in element.itertext())
    return [text for text in texts if len(text) >= SNIPPET]
