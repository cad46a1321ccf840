"""Tables: data or layout, and the row and column of each cell. Cells of a layout table are blocks like any other."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from declutter.page import Page

CELLS = frozenset({"td", "th"})
MOST_WORDS = 40  # of a cell; tables with longer cells are layout, unless most cells are short
MOST_LONG = 0.1  # share of long cells that a data table may have
WIDEST = 25  # columns that a cell may span; real tables have fewer, and the text has a mark for each
TRACKED = 30  # columns in which cells of rows above may reach into a row
LAYOUT_HEADINGS = 4  # a table with so many headings is layout


class Cell(NamedTuple):
    """Position of a cell: the regions of its table, its row and itself, and its column."""

    table: int
    row: int
    region: int
    column: int


class Tables:
    """The data tables of a page by region; each table is classified once, on first access."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.cells: dict[int, Cell] = {}  # by region of the cell
        self.is_data: dict[int, bool] = {}
        self.around: dict[int, Cell | None] = {-1: None}  # of regions: the cell that they stand in or are

    def cell(self, block: int) -> Cell | None:
        """The cell of a data table that a block stands in."""
        regions = self.page.regions
        region = self.page.region[block]
        path = []
        while region not in self.around:
            path.append(region)
            if regions.tag[region] in CELLS and (found := self.cell_at(region)):
                self.around[region] = found
                break
            region = regions.parent[region]
        self.around.update(dict.fromkeys(path, self.around[region]))
        return self.around[region]

    def cell_at(self, region: int) -> Cell | None:
        """The place of the cell ``region``, if it is one of a data table."""
        table = self.table_around[region]
        return self.cells.get(region) if table >= 0 and self.holds_data(table) else None

    @cached_property
    def table_around(self) -> list[int]:
        """The innermost table of each region, -1 where there is none."""
        regions = self.page.regions
        return regions.nearest(tag == "table" for tag in regions.tag)

    def holds_data(self, table: int) -> bool:
        """Whether a table holds data; else it lays out a part of the page."""
        if table not in self.is_data:
            self.is_data[table] = self.page.regions.tag[table] == "table" and self.classify(table)
        return self.is_data[table]

    def classify(self, table: int) -> bool:
        """Record the cells of a table; whether it holds data."""
        regions, words = self.page.regions, self.page.words
        columns: dict[int, int] = {}  # the next free column of each row
        taken: dict[int, int] = {}  # columns that rowspans from above cover -> rows left
        coming: dict[int, int] = {}  # the same, from the current row on
        found: list[Cell] = []
        header, headings = False, 0
        for region in range(table + 1, len(regions)):
            if regions.parent[region] < table:
                break
            tag = regions.tag[region]
            row = regions.parent[region]
            if tag == "table" or (tag in ("ul", "ol") and regions.last[region] - regions.first[region] > MOST_WORDS):
                return False
            headings += tag in ("h1", "h2", "h3")
            if tag in CELLS and regions.tag[row] == "tr" and self.table_of(row) == table:
                if row not in columns:
                    taken = {column: rows - 1 for column, rows in {**taken, **coming}.items() if rows > 1}
                    columns[row], coming = 0, {}
                column = columns[row]
                while column in taken:
                    column += 1
                width = height = 1
                if region in regions.counts:
                    width, height = span_of(self.page, region, "colspan"), span_of(self.page, region, "rowspan")
                found.append(Cell(table, row, region, column))
                if height > 1:
                    coming.update(dict.fromkeys(range(column, min(column + width, TRACKED)), height))
                columns[row] = column + width
                header |= tag == "th"
        long = sum(float(words[regions.first[c.region] : regions.last[c.region]].sum()) > MOST_WORDS for c in found)
        wide = sum(count >= 2 for count in columns.values())
        single_row = len(columns) == 1 and not header  # code beside its line numbers, a page beside its menu
        if single_row or not wide or headings >= LAYOUT_HEADINGS or (long > MOST_LONG * len(found) and not header) or len(found) == long:
            return False
        self.cells.update((cell.region, cell) for cell in found)
        return True

    def table_of(self, row: int) -> int:
        """The table of a row, which may stand in a ``tbody``."""
        regions = self.page.regions
        parent = regions.parent[row]
        return regions.parent[parent] if regions.tag[parent] in ("tbody", "thead", "tfoot") else parent


def span_of(page: Page, cell: int, name: str) -> int:
    """How many columns (`WIDEST` at most) or rows (100 at most) a cell spans."""
    value = page.regions.counts.get(cell, {}).get(name, "1").strip()
    most = WIDEST if name == "colspan" else 100
    return min(max(int(value), 1), most) if value.isascii() and value.isdigit() and len(value) < 6 else 1


def separators(page: Page, kept: Sequence[int], tables: Tables | None = None) -> list[str]:
    """Separator before each kept block in the text: a line end, or `` | `` for each cell further in a row of a data table."""
    between = ["\n"] * len(kept)
    if between:
        between[0] = ""
    if not page.inside("table")[list(kept)].any():
        return between
    tables = tables or Tables(page)
    before: Cell | None = None
    for i, block in enumerate(kept):
        cell = tables.cell(block)
        if cell:
            if before and before.region == cell.region:
                between[i] = " "
            elif before and before.row == cell.row:
                between[i] = " | " * (cell.column - before.column)
            else:
                between[i] += " | " * cell.column
        before = cell
    return between
