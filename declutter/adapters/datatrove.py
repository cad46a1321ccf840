"""datatrove: an extractor step, which puts the main text in place of a document's HTML and the metadata into its metadata."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from declutter import Options
from declutter.adapters.record import pipeline_of, record

try:
    from datatrove.pipeline.extractors.base import BaseExtractor, ExtractorSandbox
    from datatrove.utils.typeshelper import StatHints
except ImportError as error:
    raise ImportError("declutter.adapters.datatrove needs datatrove: pip install 'declutter-web[datatrove]'") from error

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from datatrove.data import Document

SECONDS = 30.0  # per page, and for the start of the process that extracts, which loads the weights
FIELDS = ("title", "authors", "published", "language", "site_name", "quality")


class Declutter(BaseExtractor):
    """Extractor step. Pages run in a process that is killed when one takes too long or crashes; such a page is counted and dropped.

    Args:
        options: options of the extraction.
        timeout: seconds that a page may take.
        fields: what goes into the metadata of a document: names of ``Document.to_dict()``. Those that it has already stay.
        markdown: whether the text is Markdown.
    """

    name = "declutter"

    def __init__(
        self, options: Options | None = None, timeout: float = SECONDS, fields: Iterable[str] = FIELDS, *, markdown: bool = False
    ) -> None:
        super().__init__(timeout)
        self.options = options or Options()
        self.fields = tuple(fields)
        self.markdown = markdown

    def extract(self, text: str, url: str = "") -> dict[str, Any]:
        """The record of one page; runs in the process that can be killed."""
        return record(pipeline_of(self.options), text, url or None, markdown=self.markdown)

    def run(self, data: Iterable[Document], rank: int = 0, world_size: int = 1) -> Iterator[Document]:
        """Extract every document; those without text are dropped and counted by status."""
        with ExtractorSandbox(timeout=self.timeout, warmup_text=("", "")) as sandbox:
            for document in data:
                self.stat_update(StatHints.total)
                with self.track_time():
                    found = self.attempt(sandbox, document)
                self.stat_update(f"status_{found['status']}")
                if found["status"] != "ok":
                    self.stat_update(StatHints.dropped)
                    continue
                document.text = found["markdown" if self.markdown else "text"]
                document.metadata = {**{name: found[name] for name in self.fields}, **document.metadata}
                self.stat_update(StatHints.forwarded)
                self.update_doc_stats(document)
                yield document

    def attempt(self, sandbox: ExtractorSandbox, document: Document) -> dict[str, Any]:
        """The record of a document, or the status of a page that hung or crashed the process."""
        try:
            found: dict[str, Any] = sandbox.process_document((document.text, str(document.metadata.get("url") or "")), self.extract)
        except TimeoutError:
            return {"status": "timeout"}
        except (EOFError, OSError):  # the process died
            return {"status": "crash"}
        return found
