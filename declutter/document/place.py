"""Place: where in its page a block stands: the path of its elements, an XPath, and the line of the source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from declutter.bounded_cache import bounded_cache
from declutter.lexicon.names import SEPARATOR, TAG, cut

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from declutter.page import Page

Telling = tuple[tuple[float, str], tuple[float, str]]  # the lowest and the highest log-odds of names, with the name

DEEPEST = 12  # elements of a path; of a deeper one the first and the last are shown
NAMES = 3  # class names of an element that are shown
OUTERMOST = ("html", "body")
MEANING = frozenset("nav aside footer header main article form figure table dialog".split())
CLEAR = 0.5  # log-odds from which a name is typical
CLOSE = 5  # elements around a block in which one that says something is looked for
MARKER = "attr-"  # prefix of the names that reading adds


def chain(page: Page, region: int) -> Iterator[int]:
    """A region and those around it, innermost first."""
    while region >= 0:
        yield region
        region = page.regions.parent[region]


def element(page: Page, region: int) -> str:
    """A region as a selector shows it: ``ul#top.share-list``."""
    regions = page.regions
    names = [name for name in regions.attrs[region].split() if not name.startswith(MARKER)]
    own = regions.ids.get(region, "")
    own = own if own in names else ""
    return (
        regions.tag[region]
        + (f"#{own}" if own else "")
        + "".join(f".{name}" for name in [name for name in dict.fromkeys(names) if name != own][:NAMES])
    )


def named_region(page: Page, region: int) -> int:
    """The closest region that says something: one with a name or a tag of its own meaning; -1 where there is none close by."""
    tags, names, parent = page.regions.tag, page.regions.attrs, page.regions.parent
    for _ in range(CLOSE):
        if region < 0 or ((names[region] or tags[region] in MEANING) and in_short(f"{tags[region]} {names[region]}")):
            return region
        region = parent[region]
    return -1


def named_element(page: Page, region: int) -> str:
    """That region in short; empty where there is none."""
    return in_short(f"{page.regions.tag[region]} {page.regions.attrs[region]}") if region >= 0 else ""


@bounded_cache(8192)
def in_short(element: str) -> str:
    """A tag with the first of the names after it; empty where it has none that the page gave it and its tag says nothing."""
    tag, _, names = element.partition(" ")
    first = next((name for name in names.split() if not name.startswith(MARKER)), "")
    if tag in OUTERMOST or not (first or tag in MEANING):
        return ""
    return f"{tag}.{first}" if first else tag


@bounded_cache(8192)
def parts(names: str) -> list[tuple[str, str]]:
    """Each name in lower case and its parts, with the name."""
    own = [name for name in names.split() if not name.startswith(MARKER)]
    if not own:
        return []
    low, pieces = cut(own)
    found, number = list(zip(low, own, strict=True)), 0
    for piece in pieces:
        if piece == SEPARATOR:
            number += 1
        else:
            found.append((piece, own[number]))
    return found


class TellingNames:
    """The class names or tags around a block with the lowest and with the highest learned log-odds of main text.

    Args:
        page: whose regions are looked up; what is found of one is kept for those inside it.
        odds: learned log-odds, by part of a name in lower case.
    """

    def __init__(self, page: Page, odds: Mapping[str, float]) -> None:
        self.page, self.odds = page, odds
        self.by_names: dict[tuple[str, str], Telling] = {}
        self.by_region: dict[int, Telling] = {-1: ((0.0, ""), (0.0, ""))}

    def around(self, region: int) -> Telling:
        """The lowest and the highest of a region and those around it."""
        above, regions = [], self.page.regions
        while (found := self.by_region.get(region)) is None:
            above.append(region)
            region = regions.parent[region]
        for here in reversed(above):
            tag, names = regions.tag[here], regions.attrs[here]
            low, high = self.by_names.get((tag, names)) or self.own(tag, names)
            if low < found[0] or high > found[1]:
                found = min(found[0], low), max(found[1], high)
            self.by_region[here] = found
        return found

    def own(self, tag: str, names: str) -> Telling:
        """The lowest and the highest of one element."""
        found = [(self.odds.get(TAG + tag, 0.0), f"<{tag}>")]
        found += [(self.odds[part], name) for part, name in parts(names) if part in self.odds]
        known = self.by_names[tag, names] = min(found), max(found)
        return known

    def most(self, region: int, *, text: bool) -> str:
        """The name that speaks for main text most, or against it; empty where none is typical."""
        lowest, highest = self.around(region)
        value, name = highest if text else lowest
        return name if abs(value) >= CLEAR else ""


def path(page: Page, block: int) -> str:
    """The elements around a block, outermost first: ``main > div.post > ul.share-list > li``. Empty for plain lines."""
    if page.kind == "lines":
        return ""
    around = [region for region in chain(page, page.region[block]) if page.regions.tag[region] not in OUTERMOST][::-1]
    shown = [element(page, region) for region in around]
    if len(shown) > DEEPEST:
        shown[DEEPEST // 2 : -DEEPEST // 2] = ["…"]
    return " > ".join(shown) or "body"


def xpath(page: Page, block: int) -> str:
    """An XPath of the innermost element of the source around a block: ``(//li)[14]`` is the 14th ``li``. Empty where there is none."""
    regions = page.regions
    if len(regions.number) != len(regions):
        return ""
    return next(
        (f"(//{regions.tag[region]})[{regions.number[region]}]" for region in chain(page, page.region[block]) if regions.number[region]), ""
    )


def line(page: Page, block: int) -> int | None:
    """The line of the source on which that element begins; None where the parser does not tell: only trees know their lines."""
    regions = page.regions
    return next((regions.lines[region] for region in chain(page, page.region[block]) if region in regions.lines), None)
