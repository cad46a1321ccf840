"""What a worker sends back of a document: its record, and a rendered format where files are written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from declutter.document import Document

RENDERED = "rendered"  # the key of the rendered format
LISTS = frozenset({"authors", "images", "tags", "categories", "comments", "embeds", "warnings", "links"})
INTEGERS = frozenset({"word_count", "reading_minutes"})
FLOATS = frozenset({"quality"})
BOOLEANS = frozenset({"is_paywalled"})


@dataclass(frozen=True, slots=True)
class Shape:
    """Makes the record of a document; a function that can be sent to workers.

    Attributes:
        markdown: whether a record has the Markdown of the text too.
        links: whether a record has the addresses of the links too.
        rendered: ``"text"``, ``"markdown"``, ``"html"``, ``"json"`` or ``"tei"`` for the content of a file; ``""`` for none.
        title: whether Markdown and HTML begin with the title.
        front_matter: whether Markdown begins with the metadata.
    """

    markdown: bool = False
    links: bool = False
    rendered: str = ""
    title: bool = False
    front_matter: bool = False

    def __call__(self, document: Document) -> dict[str, Any]:
        record = document.to_dict(markdown=self.markdown, links=self.links)
        if self.rendered:
            record[RENDERED] = self.render(document)
        return record

    def render(self, document: Document) -> str:
        """The content of the document's file."""
        if self.rendered == "markdown":
            return document.to_markdown(title=self.title, front_matter=self.front_matter)
        if self.rendered == "html":
            return document.to_html(title=self.title)
        if self.rendered == "json":
            return document.to_json(markdown=self.markdown, links=self.links, indent=2)
        return str(getattr(document, self.rendered))

    def columns(self) -> dict[str, str]:
        """The columns of a table of records and their types: ``string``, ``strings``, ``integer``, ``float`` or ``boolean``."""
        from declutter.pipeline import Pipeline

        names = Pipeline().extract("").to_dict(markdown=self.markdown, links=self.links)
        return {"id": "string", **{name: type_of(name) for name in names}}


def type_of(name: str) -> str:
    """The type of a column of `Document.to_dict`."""
    types = {"strings": LISTS, "integer": INTEGERS, "float": FLOATS, "boolean": BOOLEANS}
    return next((kind for kind, names in types.items() if name in names), "string")
