"""Containers: the lists, quotes, tables and figures that a block stands in, read from its regions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from declutter.structure.blocks import Container
from declutter.structure.tables import Tables, span_of

if TYPE_CHECKING:
    from declutter.page import Page

KINDS = {
    **dict.fromkeys(("ul", "ol", "menu", "dir"), "list"),
    "li": "item",
    "dl": "definitions",
    "dt": "term",
    "dd": "description",
    "blockquote": "quote",
    "table": "table",
    "tr": "row",
    "td": "cell",
    "th": "cell",
    "figure": "figure",
    "figcaption": "caption",
    "details": "details",
    "summary": "summary",
}
OUTSIDE = {"item": ("list",), "term": ("definitions",), "description": ("definitions",), "caption": ("figure",), "summary": ("details",)}
LISTS = frozenset({"list", "definitions"})
RIGHT_IN = {"list": ("item", "list"), "definitions": ("term", "description")}
DEEPEST = 16  # containers in containers; deeper ones are left out


class Containers:
    """The containers of a page's regions, cached by region."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.tables = Tables(page)
        self.cache: dict[int, tuple[Container, ...]] = {-1: ()}
        self.values: dict[int, int] = {}  # ordinal of each item of ordered lists
        self.numbered: set[int] = set()
        self.items: dict[int, int] = {}  # list directly in a list -> the item before it
        self.merged: dict[int, int] = {}  # list -> the list that it continues

    def around(self, block: int) -> tuple[Container, ...]:
        """The containers of a block, outermost first."""
        return self.inside(self.page.region[block])

    def inside(self, region: int) -> tuple[Container, ...]:
        """The containers that something right in ``region`` stands in, outermost first."""
        found = self.of_region(region)
        while found and found[-1].kind in LISTS:  # text in a list, but in none of its items
            found = found[:-1]
        return found

    def of_region(self, region: int) -> tuple[Container, ...]:
        """The containers that a region is in or is itself."""
        if region in self.cache:
            return self.cache[region]
        parents = self.page.regions.parent
        path = []
        while region not in self.cache:
            path.append(region)
            region = parents[region]
        found = self.cache[region]
        tags = self.page.regions.tag
        for step in reversed(path):
            if tags[step] in KINDS:
                found = self.entered(found, step)
            self.cache[step] = found
        return found

    def entered(self, outside: tuple[Container, ...], region: int) -> tuple[Container, ...]:
        """The containers inside ``region``, given those outside."""
        kind = KINDS[self.page.regions.tag[region]]
        if len(outside) >= DEEPEST:
            return outside
        if outside and outside[-1].kind in LISTS and kind not in RIGHT_IN[outside[-1].kind]:  # in a list, but in none of its items
            outside = outside[:-1]
        if kind in ("table", "row", "cell"):
            return (*outside, *self.of_table(kind, region))
        last = outside[-1].kind if outside else ""
        if kind == "list" and last == "list":  # a list right in a list: as if in the item before it
            before = self.item_before(region)
            outside = (*outside, self.container("item", before) if before >= 0 else Container("item", -region - 2))
        if kind == "item" and last != "list":
            outside = (*outside, Container("list", self.page.regions.parent[region]))
        elif kind in OUTSIDE and last not in OUTSIDE[kind] and kind != "item":
            return outside
        return (*outside, self.container(kind, region))

    def item_before(self, region: int) -> int:
        """The item that stands before a list right in the same list, -1 where there is none."""
        regions = self.page.regions
        path = []
        while region not in self.items:
            path.append(region)
            before = self.sibling(region)
            if before < 0 or regions.tag[before] not in ("ul", "ol"):
                self.items[region] = before if before >= 0 and regions.tag[before] == "li" else -1
            else:
                region = before
        self.items.update(dict.fromkeys(path, self.items[region]))
        return self.items[region]

    def sibling(self, region: int) -> int:
        """The region before this one in the same parent, -1 where there is none."""
        parents = self.page.regions.parent
        parent, before = parents[region], region - 1
        while before > parent and parents[before] != parent:
            before = parents[before]
        return before if before > parent else -1

    def continued(self, region: int) -> int:
        """The list that a list of one item continues: some editors write a list around every item."""
        path = []
        while region not in self.merged:
            path.append(region)
            before = self.sibling(region)
            if before >= 0 and self.follows(before, region):
                region = before
            else:
                self.merged[region] = region
        self.merged.update(dict.fromkeys(path, self.merged[region]))
        return self.merged[region]

    def single_item(self, region: int) -> bool:
        """Whether a list has a single item."""
        regions = self.page.regions
        if region + 1 >= len(regions) or regions.tag[region + 1] != "li" or regions.parent[region + 1] != region:
            return False
        end = regions.last[region]
        return regions.last[region + 1] == end

    def follows(self, before: int, region: int) -> bool:
        """Whether two lists that touch are of one item each, named alike, and numbered on, where they are numbered."""
        regions = self.page.regions
        alike = regions.tag[before] == regions.tag[region] and regions.last[before] == regions.first[region]
        if not alike or not self.single_item(before) or not self.single_item(region):
            return False
        if regions.tag[region] == "ol":
            return self.value(region + 1) == self.value(before + 1) + 1
        return bool(set(regions.attrs[before].split()) & set(regions.attrs[region].split()))

    def container(self, kind: str, region: int) -> Container:
        if kind == "list":
            counts = self.page.regions.counts.get(region, {})
            merged = self.continued(region)
            return Container(kind, merged, ordered=self.page.regions.tag[region] == "ol", reversed="reversed" in counts)
        return Container(kind, region, value=self.value(region) if kind == "item" else 0)

    def value(self, item: int) -> int:
        """The number of an item of an ordered list, 0 in others (https://html.spec.whatwg.org/#ordinal-value)."""
        regions = self.page.regions
        parent = regions.parent[item]
        if regions.tag[parent] != "ol":
            return 0
        if parent not in self.numbered:
            self.numbered.add(parent)
            self.number(parent)
        return self.values.get(item, 0)

    def number(self, parent: int) -> None:
        """Number the items of an ordered list, dropped ones included, as the page does."""
        regions = self.page.regions
        items = []
        for region in range(parent + 1, len(regions)):
            if regions.parent[region] < parent:
                break
            if regions.parent[region] == parent and regions.tag[region] == "li":
                items.append(region)
        counts = regions.counts.get(parent, {})
        step = -1 if "reversed" in counts else 1
        value = integer(counts.get("start"), len(items) if step < 0 else 1)
        for item in items:
            value = integer(regions.counts.get(item, {}).get("value"), value)
            self.values[item] = value
            value += step

    def of_table(self, kind: str, region: int) -> tuple[Container, ...]:
        """The container of a data table's part; nothing for a layout table's."""
        if kind != "cell":
            return ()
        cell = self.tables.cell_at(region)
        if cell is None:
            return ()
        header = self.page.regions.tag[region] == "th"
        columns, rows = span_of(self.page, region, "colspan"), span_of(self.page, region, "rowspan")
        own = Container("cell", region, value=cell.column, header=header, columns=columns, rows=rows)
        return Container("table", cell.table), Container("row", cell.row), own


def integer(value: str | None, otherwise: int) -> int:
    """An attribute's integer value, else ``otherwise``; at most nine digits."""
    value = (value or "").strip()
    digits = value.removeprefix("-")
    return int(value) if digits.isascii() and digits.isdigit() and len(digits) <= 9 else otherwise
