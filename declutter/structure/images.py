"""Images: which pictures belong to the story, their file URLs, and their captions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from declutter.limits import UNTIMED, Clock
from declutter.structure.addresses import absolute

if TYPE_CHECKING:
    from collections.abc import Mapping

    from declutter.page import Bools, Page
    from declutter.page.inline import Picture

LAZY = (
    "data-src data-original data-lazy-src data-lazy data-hi-res-src data-full-src data-url data-image data-orig-file data-runner-src"
).split()
SETS = ("srcset", "data-srcset", "data-lazy-srcset", "sources")
ORDINARY = "blank|pixel|transparent|loading|lazy|gr[ae]y|clear"  # words in file names of placeholders, and of photographs ("grey-heron")
DRAWN = r"(?:^|[_.-])(?:placeholder|spacer|loader|1x1)"
PLACEHOLDER = re.compile(rf"{DRAWN}|(?:^|[_.-])(?:{ORDINARY})")
EMPTY = re.compile(  # certainly a placeholder: the name is nothing else, or the file is no photograph
    rf"{DRAWN}|(?:^|[_.-])(?:{ORDINARY})(?:.*\.(?:gif|svg)|(?![a-z]).*\.png)$"
    rf"|^(?:{ORDINARY})(?:[_.-]?(?:load|image|img|\d{{1,4}}(?:x\d{{1,4}})?))?\."
)
DRAWABLE = ("gif", "png", "svg", "jpg", "jpeg", "webp")
FIRST_LOOK = re.compile(r"[?&](?:w|width)=\d\d(?:&|$)|blur_\d")  # low-resolution or blurred preview
NOT_A_PICTURE = re.compile(r"emoji|wp-smiley|avatar|gravatar|spinner|tracking|(?:^|[\s_-])icon(?:\s|$)|progressiveMedia-thumbnail", re.I)
SIZE = re.compile(r"(\d{1,9}(?:\.\d{1,9})?)[wx](?:,(\S*))?")  # of a candidate in a srcset; the next may touch its comma
UNSIZED = 0.5  # size of a candidate without one, below density 1
FILE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|svg|bmp|tiff?)(?:$|[?#])", re.I)
NO_LEAD = re.compile(r"avatar|author|byline|logo|share|social|icon", re.I)
HOME = re.compile(r"(?:https?://[^/]+)?/?")  # link target of a site's logo
FURTHEST, NEAR = 8, 2  # blocks before the first kept one where the story's first picture may stand, with a headline and without
BUTTONS = frozenset({"button", "label", "option", "legend"})
CAPTION_WORDS = 3
CAPTION_BLOCKS = 12  # a figure of more is a page of its own
FIGURE_DEPTH = 5  # containers from a picture up to its figure
HIGHEST = 60  # containers from a picture upwards in which the text beside it is looked for
SMALLEST = 16  # pixels: what is smaller is an icon or a counter
CREDIT = re.compile(r"credit|copyright|source|photographer|agency|byline", re.I)


class Image(NamedTuple):
    """A picture of the story. ``src`` is absolute where the page's address is known; ``link`` is where a click on it leads.

    ``block`` is the number of the page's block that it stands in or before; ``caption`` and ``credit`` are those of its figure, and
    ``in_text`` says whether they are part of the text too.
    """

    src: str
    alt: str = ""
    caption: str = ""
    credit: str = ""
    link: str = ""
    width: int = 0
    height: int = 0
    block: int = 0
    in_text: bool = False

    @property
    def title(self) -> str:
        """Caption and credit, unless they are part of the text."""
        return "" if self.in_text else " ".join(filter(None, (self.caption, self.credit)))


def images(page: Page, keep: Bools, base: str, clock: Clock = UNTIMED) -> dict[int, Image]:
    """The images of the story by their number among the page's pictures."""
    if not page.pictures or not keep.any():
        return {}
    captions = page.inside("caption", "figure")
    places, figures = Places(page, keep, captions), Figures(page, captions)
    found: dict[int, Image] = {}
    later = ("", -1)  # a lazy-loaded picture and its block: <noscript> may repeat it
    for number, picture in enumerate(clock.each(page.pictures)):
        attrs, block, _, link, _ = picture
        if not places.belongs(picture) or small(attrs) or NOT_A_PICTURE.search(attrs.get("class", "")):
            continue
        address = source(attrs)
        src = absolute(address, base)
        if src and (src, block) != later:
            caption, credit = figures.caption_of(number)
            in_text = any(keep[b] for b in (*caption, *credit))
            below, by = (" ".join(page.texts[b] for b in blocks) for blocks in (caption, credit))
            alt = " ".join((attrs.get("alt") or "").split())
            width, height = pixels(attrs, "width"), pixels(attrs, "height")
            found[number] = Image(src, alt, below, by, absolute(link, base), width, height, block, in_text)
            later = ("", -1) if (attrs.get("src") or "").strip() == address else (src, block)
    return found


class Places:
    """Decides which pictures belong to the story."""

    def __init__(self, page: Page, keep: Bools, captions: Bools) -> None:
        self.page = page
        self.keep = keep.tolist()
        self.first = int(keep.argmax())
        self.last = len(keep) - 1 - int(keep[::-1].argmax())
        within = np.arange(len(keep))
        passed = captions | (page.tagged(*BUTTONS) & (within > self.first) & (within < self.last))
        plain = np.flatnonzero(keep | ~passed)
        after = np.searchsorted(plain, np.arange(len(keep) + 1))
        # of each place the next block that is no caption, nor a button in the text, and the last one before it
        self.after = np.append(plain, len(keep))[after].tolist()
        self.before = np.append(plain, -1)[after - 1].tolist()
        beside = np.append(keep, False)  # the last stands for the block that is not there: number -1, and one beyond the end
        self.near = (beside[self.before] | beside[self.after]).tolist()
        mass = np.bincount(page.layout.holder, page.layout.mass * keep)
        self.text = int(mass.argmax()) if mass.any() else -1  # the container that holds most of the text directly
        self.related = page.inside("related").tolist()
        self.headline = headline = page.headline.block
        self.lead = max(headline - 1, self.first - FURTHEST) if 0 <= headline <= self.first else self.first - NEAR

    def belongs(self, picture: Picture) -> bool:
        """Whether the text beside a picture is kept; captions do not count, for they follow their picture.

        A picture between the headline and the text belongs to the story if one container holds it and the text.
        """
        attrs, block, region, link, inline = picture
        if inline and block < len(self.keep) and self.keep[block]:
            return True
        if self.is_teaser(block, region):
            return False
        if self.placed(block, region):
            return True
        if not self.near[block] and not self.lead <= block <= self.first:
            return False
        regions = self.page.regions
        name = (attrs.get("src") or "").rpartition("/")[2]
        home = NO_LEAD.search(name) or (link and HOME.fullmatch(link.strip()))
        leads = self.lead <= block <= self.first and not inline and not home
        for _ in range(HIGHEST):
            if region < 0:
                break
            first, last = regions.first[region], regions.last[region]
            beside = self.beside(block, first, last if last >= 0 else len(self.keep))
            if any(self.keep[b] for b in beside) or (leads and first <= self.first < last):
                return True
            if (beside and (not leads or last <= self.headline)) or (leads and NO_LEAD.search(regions.attrs[region])):
                return False
            region = regions.parent[region]
        return False

    def is_teaser(self, block: int, region: int) -> bool:
        """Whether the element around a picture stands in a list of other articles that does not hold the text as well."""
        regions = self.page.regions
        inside = regions.first[region] <= block < regions.last[region]
        return inside and self.related[block] and not self.related[self.first]

    def placed(self, block: int, region: int) -> bool:
        """Whether a figure stands right in the container of the text, and inside the text, ignoring bylines and buttons beside it."""
        regions = self.page.regions
        figure = False
        for _ in range(HIGHEST):
            if region <= 0 or not self.first < block <= self.last or self.after[regions.first[region]] < regions.last[region]:
                break
            figure = figure or regions.tag[region] == "figure"
            region = regions.parent[region]
        return figure and region == self.text

    def beside(self, block: int, first: int, last: int) -> list[int]:
        """The nearest blocks before and after a place that are no captions, between ``first`` and ``last``."""
        return [b for b in (self.before[min(block, last)], self.after[max(block, first)]) if first <= b < last]


def source(attrs: Mapping[str, str]) -> str:
    """URL of the file: ``src``, unless that is the placeholder of a lazy-loaded picture."""
    src = (attrs.get("src") or "").strip()
    later = [value.strip() for key in LAZY if (value := attrs.get(key)) and not is_placeholder(value, PLACEHOLDER)]
    if src and not is_placeholder(src, PLACEHOLDER) and not ("lazy" in attrs.get("class", "") and later):
        return src
    if later:
        return later[0] if not later[0].startswith("{") else ""
    for key in SETS:
        if found := widest(attrs.get(key) or ""):
            return found
    other = next((v for k, v in attrs.items() if k.startswith("data-") and FILE.search(v) and " " not in v), "")
    return attrs.get("noscript") or other or ("" if is_placeholder(src, EMPTY) else src)


def is_placeholder(address: str, names: re.Pattern[str]) -> bool:
    """Whether a URL is a data URL, a low-resolution preview, or a file whose name matches ``names``."""
    if address[:6].lower().startswith(("data:", "about:")) or FIRST_LOOK.search(address):
        return True
    name = address.partition("?")[0].rpartition("/")[2].lower()
    return name.endswith(DRAWABLE) and names.search(name) is not None


def widest(srcset: str) -> str:
    """The largest candidate of a ``srcset``: addresses, each with a width or density behind it, parted by commas (HTML, 4.8.4.2.1)."""
    best, chosen, url = 0.0, "", ""
    for word in srcset.split():
        size = SIZE.fullmatch(word)
        if size is None:
            url = word.rstrip(",")
        if url and not is_placeholder(url, PLACEHOLDER) and (value := float(size[1]) if size else UNSIZED) > best:
            best, chosen = value, url
        if size and size[2]:
            url = size[2]
    return chosen


def pixels(attrs: Mapping[str, str], name: str) -> int:
    value = (attrs.get(name) or "").strip().removesuffix("px")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 6 else 0


def small(attrs: Mapping[str, str]) -> bool:
    """Whether width or height mark an icon or a tracking pixel; 570 by 0 is a picture whose height is set later."""
    sizes = [(pixels(attrs, name), attrs.get(name)) for name in ("width", "height")]
    large = any(size >= SMALLEST for size, _ in sizes)
    return any(0 < size < SMALLEST or (stated == "0" and not large) for size, stated in sizes)


def link_target(image: Image) -> str:
    """The link of a picture, unless it only opens a larger version."""
    return "" if image.link == image.src or FILE.search(image.link) else image.link


def only_picture(page: Page, number: int, region: int, direct: bool) -> bool:
    """Whether neither the picture before nor the one after stands in a container; with ``direct``, those that stand in it as this one
    does are no others: one caption belongs to them all.
    """
    neighbours = (*page.pictures[max(number - 1, 0) : number], *page.pictures[number + 1 : number + 2])
    places = [place for attrs, _, place, _, _ in neighbours if not NOT_A_PICTURE.search(attrs.get("class", ""))]
    return not any(within(page, place, region) and not (direct and place == region) for place in places)


def within(page: Page, place: int, region: int) -> bool:
    """Whether the region ``place`` is in ``region``, or is it."""
    while place > region:  # a parent has a smaller number
        place = page.regions.parent[place]
    return place == region


def reads_like_caption(page: Page, block: int) -> bool:
    """Whether a block of a figure that names no caption reads like one: neither a link, nor a button, nor a word or two."""
    return page.link_chars[block] < len(page.texts[block]) and page.tags[block] not in BUTTONS and bool(page.words[block] >= CAPTION_WORDS)


class Figures:
    """Captions and credits of the pictures of a page."""

    def __init__(self, page: Page, captions: Bools) -> None:
        self.page = page
        self.captions = np.concatenate(([0], np.cumsum(captions))).tolist()  # before each block
        self.named = page.inside("caption").tolist()

    def caption_of(self, number: int) -> tuple[list[int], list[int]]:
        """The blocks of caption and credit of a picture's figure: of the largest container around it that holds nothing else."""
        page, regions = self.page, self.page.regions
        region = page.pictures[number][2]
        lines = range(0)
        for _ in range(FIGURE_DEPTH):
            if region < 0:
                break
            inside = range(regions.first[region], regions.last[region] if regions.last[region] >= 0 else len(page))
            if len(inside) > CAPTION_BLOCKS or self.captions[inside.stop] - self.captions[inside.start] < len(inside):
                break
            if not only_picture(page, number, region, direct=not lines):
                break
            lines = inside or lines
            region = regions.parent[region]
        credit = [b for b in lines if CREDIT.search(regions.attrs[page.region[b]] + page.inline_attrs[b])]
        any_named = any(self.named[b] for b in lines)  # else what is more than a link: a card of another page is no caption
        caption = [b for b in lines if b not in credit and (self.named[b] if any_named else reads_like_caption(page, b))]
        return caption, credit
