"""Place: where in its page a block stands: the path of its elements, an XPath, and the line of the source."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from declutter.page import Page

DEEPEST = 12  # elements of a path; of a deeper one the first and the last are shown
NAMES = 3  # class names of an element that are shown
OUTERMOST = ("html", "body")
MEANING = frozenset("nav aside footer header main article form figure table dialog".split())
CLOSE = 5  # elements around a block in which one that says something is looked for
MARKER = "attr-"  # prefix of the names that reading adds


def chain(page: Page, region: int) -> Iterator[int]:
    """A region and those around it, innermost first."""
    while region >= 0:
        yield region
        region = page.regions.parent[region]


def element(page: Page, region: int, most: int = NAMES) -> str:
    """A region as a selector shows it: ``ul#top.share-list``."""
    regions = page.regions
    names = [name for name in regions.attrs[region].split() if not name.startswith(MARKER)]
    own = regions.ids.get(region, "")
    own = own if own in names else ""
    return (
        regions.tag[region]
        + (f"#{own}" if own else "")
        + "".join(f".{name}" for name in [name for name in dict.fromkeys(names) if name != own][:most])
    )


def named_element(page: Page, region: int) -> str:
    """The closest element that says something: one with an id, a class or a tag of its own meaning. Empty where there is none."""
    for here in islice(chain(page, region), CLOSE):
        tag, attrs = page.regions.tag[here], page.regions.attrs[here]
        if tag in MEANING or (tag not in OUTERMOST and attrs and not attrs.startswith(MARKER)):
            return element(page, here, 1)
    return ""


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
