"""Ray Data: a callable class for ``Dataset.map_batches``.

``pages.map_batches(ExtractPages, batch_format="pyarrow", batch_size=64, concurrency=8)``: each of the eight actors loads the weights once.
Arguments go into ``fn_constructor_kwargs``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from declutter.adapters.arrow import Columns, extracted_table, rows_for

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pyarrow as pa

    from declutter import Options, Pipeline


class ExtractPages:
    """The records of a table of pages. A page that cannot be extracted has the status ``"error"`` and the reason in ``error``.

    Args:
        html: name of the column that holds the page, as binary or string.
        url: name of the column that holds its address; None where there is none.
        id: name of the column that tells the pages apart, which the result has as ``id``; the address where left out.
        keep: names of other columns to carry over.
        pipeline: a pipeline, or its options.
        also: ``"markdown"`` and ``"links"``, for what a row has only on request.
    """

    def __init__(
        self,
        html: str = "html",
        url: str | None = "url",
        *,
        id: str | None = None,
        keep: Sequence[str] = (),
        pipeline: Pipeline | Options | None = None,
        also: Sequence[str] = (),
    ) -> None:
        self.made = rows_for(pipeline, also)
        self.columns = Columns(html, url, id or url, tuple(dict.fromkeys(keep)))

    def __call__(self, pages: pa.Table) -> pa.Table:
        """The table of records of one batch."""
        self.columns.check(pages.column_names)
        return extracted_table(pages, self.columns, self.made)
