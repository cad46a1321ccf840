"""The record of a page, as every adapter writes it: a document's flat dict and ``error``, which says why a page has no document."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from declutter import Options, Pipeline
from declutter.batch.shape import type_of

if TYPE_CHECKING:
    from collections.abc import Mapping

FAILED = "error"  # status of a page on which the extraction itself failed; all other statuses are the document's


@lru_cache(maxsize=8)
def pipeline_of(options: Options) -> Pipeline:
    """The pipeline of these options, made once per process."""
    return Pipeline(options)


def record(pipeline: Pipeline, source: Any, url: str | None = None, *, markdown: bool = False, links: bool = False) -> dict[str, Any]:
    """The record of one page. No page makes it raise: one that cannot be extracted has the status ``"error"`` and says why in ``error``."""
    try:
        return {**pipeline.extract(source, url).to_dict(markdown=markdown, links=links), "error": None}
    except Exception as error:  # one page is never worth a task with thousands of them
        return failed(url, error, markdown=markdown, links=links)


def failed(url: str | None, error: Exception | str, *, markdown: bool = False, links: bool = False) -> dict[str, Any]:
    """The record of a page that could not be extracted."""
    message = error if isinstance(error, str) else f"{type(error).__name__}: {error}"
    return {**empty_record(markdown, links), "status": FAILED, "url": url or "", "error": message}


@lru_cache(maxsize=4)
def empty_record(markdown: bool = False, links: bool = False) -> Mapping[str, Any]:
    """The record of an empty page: every column with its value for "nothing"."""
    return {**pipeline_of(Options()).extract("").to_dict(markdown=markdown, links=links), "warnings": [], "error": None}


def column_types(markdown: bool = False, links: bool = False) -> dict[str, str]:
    """The columns of a record and their types: ``string``, ``strings``, ``integer``, ``float`` or ``boolean``."""
    return {name: type_of(name) for name in empty_record(markdown, links)}
