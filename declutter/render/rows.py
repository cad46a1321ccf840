"""Table rows: which kept blocks are cells of one row of a data table."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from declutter.page import Page

MOST_WORDS = 40  # words of a cell above which the table is layout
FEWEST_CELLS = 2


class Piece(NamedTuple):
    """One block, or the cells of one table row (several blocks, ``""`` for an empty cell)."""

    block: int
    cells: tuple[str, ...]
    header: bool


def pieces(page: Page, kept: Sequence[int]) -> Iterator[Piece]:
    """The kept blocks in order, the cells of each row of a data table together."""
    i = 0
    tabled = page.inside("table").tolist()
    while i < len(kept):
        row = row_of(page, kept[i]) if tabled[kept[i]] else -1
        if row < 0:
            yield Piece(kept[i], (page.texts[kept[i]],), False)
            i += 1
            continue
        end = i
        while end < len(kept) and page.regions.first[row] <= kept[end] < page.regions.last[row]:
            end += 1
        cells, header = cells_of(page, row, set(kept[i:end]))
        yield Piece(kept[i], cells, header)
        i = end


def row_of(page: Page, block: int) -> int:
    """The ``<tr>`` of a data table that holds the block, else -1."""
    regions = page.regions
    cell = region = page.region[block]
    while region >= 0 and regions.tag[region] not in ("tr", "table"):
        cell, region = region, regions.parent[region]
    if region < 0 or regions.tag[region] != "tr" or regions.tag[cell] not in ("td", "th"):
        return -1
    found = row_cells(page, region)
    small = all(sum(page.words[regions.first[c] : regions.last[c]]) <= MOST_WORDS for c in found)
    return region if len(found) >= FEWEST_CELLS and small else -1


def row_cells(page: Page, row: int) -> list[int]:
    """The cell regions of a row: they stand after it, before the first region that begins beyond it."""
    regions = page.regions
    found = []
    for region in range(row + 1, len(regions)):
        if regions.parent[region] < row:
            break
        if regions.parent[region] == row and regions.tag[region] in ("td", "th"):
            found.append(region)
    return found


def cells_of(page: Page, row: int, kept: set[int]) -> tuple[tuple[str, ...], bool]:
    """The texts of a row's cells, and whether all are header cells."""
    regions = page.regions
    found = row_cells(page, row)
    texts = (" ".join(page.texts[b] for b in range(regions.first[c], regions.last[c]) if b in kept) for c in found)
    return tuple(texts), all(regions.tag[c] == "th" for c in found)
