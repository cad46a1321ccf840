"""Pages in Arrow batches to records in Arrow batches of bounded size: what the engines that speak Arrow share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from declutter import Pipeline
from declutter.adapters.record import column_types, failed, record

try:
    import pyarrow as pa
except ImportError as error:
    raise ImportError("declutter.adapters.arrow needs Arrow: pip install 'declutter-web[spark]'") from error

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from declutter import Options

ROWS = 64  # of a batch at most: 64 pages of 100 KB are 6 MB of HTML and about 1 MB of records
CHARACTERS = 1 << 26  # of a batch at most, and one record more: far below the 2 GB that a column of strings can hold
ALSO = ("markdown", "links")  # what a record has only on request

TYPES = {
    "string": pa.string(),
    "strings": pa.list_(pa.string()),
    "integer": pa.int64(),
    "float": pa.float64(),
    "boolean": pa.bool_(),
}


class Rows(NamedTuple):
    """What makes the record of a page: the pipeline, and whether it has the Markdown and the addresses of links too."""

    pipeline: Pipeline
    markdown: bool = False
    links: bool = False

    def of(self, source: Any, url: str | None) -> dict[str, Any]:
        return record(self.pipeline, source, url, markdown=self.markdown, links=self.links)

    def failed(self, url: str | None, error: Exception) -> dict[str, Any]:
        return failed(url, error, markdown=self.markdown, links=self.links)

    def types(self) -> dict[str, str]:
        return column_types(self.markdown, self.links)

    def fields(self) -> list[pa.Field]:
        return [pa.field(name, TYPES[kind]) for name, kind in self.types().items()]


def rows_for(pipeline: Pipeline | Options | None, also: Sequence[str]) -> Rows:
    """What makes the records, from a caller's arguments."""
    if unknown := sorted({*also} - {*ALSO}):
        raise ValueError(f"also takes {' and '.join(map(repr, ALSO))}, not {', '.join(map(repr, unknown))}")
    return Rows(pipeline if isinstance(pipeline, Pipeline) else Pipeline(pipeline), "markdown" in also, "links" in also)


class Columns(NamedTuple):
    """The columns of a table of pages: the page, its address, what identifies it, and those that are carried over."""

    html: str
    url: str | None
    id: str | None
    keep: tuple[str, ...]

    def check(self, names: Sequence[str]) -> None:
        """Refuse columns that a table with these names lacks, and those to keep that would be in the result twice."""
        if missing := sorted({*self.used()} - {*names}):
            raise ValueError(f"there is no column {', '.join(missing)}; there are {', '.join(names)}")
        if taken := sorted({*self.keep} & {"id", *column_types(markdown=True, links=True)}):
            raise ValueError(f"the result has a column {', '.join(taken)} of its own; rename yours to keep it")

    def used(self) -> list[str]:
        """The columns that are read, each once."""
        return [*dict.fromkeys(name for name in (self.html, self.url, self.id, *self.keep) if name is not None)]

    def carried(self) -> dict[str, str]:
        """The columns that are carried over, by their names in the result."""
        return {**({"id": self.id} if self.id else {}), **{name: name for name in self.keep}}


def extracted(given: pa.RecordBatch | pa.Table, columns: Columns, made: Rows) -> Iterator[pa.RecordBatch]:
    """The records of a batch of pages."""
    yield from batches(page_rows(given, columns, made), schema_of(given.schema, columns, made))


def extracted_table(given: pa.Table, columns: Columns, made: Rows) -> pa.Table:
    """The records of a table of pages."""
    return pa.Table.from_batches(extracted(given, columns, made), schema_of(given.schema, columns, made))


def schema_of(given: pa.Schema, columns: Columns, made: Rows) -> pa.Schema:
    """The columns of the result for pages with the columns ``given``."""
    own = [pa.field(name, given.field(column).type) for name, column in columns.carried().items()]
    return pa.schema([*own, *made.fields()])


def page_rows(given: pa.RecordBatch | pa.Table, columns: Columns, made: Rows) -> Iterator[dict[str, Any]]:
    """A row for each page of a batch."""
    carried = columns.carried()
    for number in range(given.num_rows):
        address = given.column(columns.url)[number].as_py() if columns.url else None
        own = {name: given.column(column)[number].as_py() for name, column in carried.items()}
        yield {**own, **made.of(given.column(columns.html)[number].as_py(), None if address is None else str(address))}


def batches(rows: Iterable[dict[str, Any]], schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    """Rows as batches of at most `ROWS` rows and about `CHARACTERS` characters."""
    held: list[dict[str, Any]] = []
    size = 0
    for row in rows:
        held.append(row)
        size += sum(len(value) for value in row.values() if isinstance(value, str))
        if len(held) == ROWS or size >= CHARACTERS:
            yield batch(held, schema)
            held, size = [], 0
    if held:
        yield batch(held, schema)


def batch(rows: list[dict[str, Any]], schema: pa.Schema) -> pa.RecordBatch:
    """Rows as one batch."""
    try:
        return pa.RecordBatch.from_pylist(rows, schema=schema)
    except UnicodeEncodeError:  # half a surrogate pair, as an escape in a page's JSON can state: Arrow's strings are UTF-8
        return pa.RecordBatch.from_pylist([{name: encodable(value) for name, value in row.items()} for row in rows], schema=schema)


def encodable(value: Any) -> Any:
    """A value whose strings have a UTF-8 form; half a surrogate pair becomes ``?``."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    return [encodable(item) for item in value] if isinstance(value, list) else value
