"""Site by site: the lines that repeat on the pages of a host, within a part of the input, count against them on each of its pages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from declutter.batch.many import extract_many
from declutter.batch.readers.entries import Entry, Skipped
from declutter.batch.results import Extracted
from declutter.pipeline import Pipeline
from declutter.site import SiteModel
from declutter.site.keys import line_keys
from declutter.sources import read

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from declutter.document import Document
    from declutter.options import Options

FEWEST = 3  # pages of a site from which a line can repeat
PART_BYTES = 200_000_000  # of pages in memory, at which a part ends early; files are counted by their paths, which are read twice


def parts(stream: Iterator[Entry | Skipped], most: int) -> Iterator[list[Entry | Skipped]]:
    """The input in parts that are held in memory. Where a part ends depends on what it holds, and not on what was before."""
    part: list[Entry | Skipped] = []
    size = 0
    for entry in stream:
        part.append(entry)
        source = entry.source if isinstance(entry, Entry) else None
        size += len(source) if isinstance(source, (str, bytes)) else 0
        if len(part) >= most or size >= PART_BYTES:
            yield part
            part, size = [], 0
    if part:
        yield part


def site_of(source: Any, url: str | None) -> str:
    """What site a page is of: the host of its address, for a file without one its folder; "" where nothing tells."""
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        host = None
    return host or (f"folder {source.parent}" if isinstance(source, Path) else "")


class LineReader(Pipeline):
    """Reads pages and judges nothing: what it gives is the keys of their lines."""

    def extract(self, source: Any, url: str | None = None) -> Document:
        """The keys of the page's lines, where a document is expected."""
        return line_keys(read(source, self.options))  # type: ignore[return-value]


def unchanged(found: Any) -> Any:
    """What a worker sends back of a `LineReader`."""
    return found


class SitePipeline(Pipeline):
    """Judges each page with the model of its site, where there is one."""

    def __init__(self, options: Options, sites: dict[str, SiteModel]) -> None:
        super().__init__(options)
        self.pipelines = {site: Pipeline(options, site=model) for site, model in sites.items()}

    def extract(self, source: Any, url: str | None = None) -> Document:
        """Extract a page; see `Pipeline.extract`."""
        pipeline = self.pipelines.get(site_of(source, url))
        return pipeline.extract(source, url) if pipeline else super().extract(source, url)


def learned(part: Sequence[Entry | Skipped], options: Options, workers: int | None, timeout: float | None) -> SitePipeline:
    """The pipeline with the models of all sites that have some pages in this part of the input."""
    sites: dict[str, list[Entry]] = {}
    for entry in part:
        if isinstance(entry, Entry) and (site := site_of(entry.source, entry.url)):
            sites.setdefault(site, []).append(entry)
    pages = [(site, entry.source, entry.url) for site, group in sites.items() if len(group) >= FEWEST for entry in group]
    models: dict[str, SiteModel] = {}
    reader = LineReader(options)
    found = extract_many(pages, workers=workers, timeout=timeout, output=unchanged, pipeline=reader, ordered=True)
    for result in found:
        if isinstance(result, Extracted) and result.value:
            models.setdefault(result.id, SiteModel()).count(result.value)
    return SitePipeline(options, models)
