"""Results of many pages: what was extracted, or why a page failed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from declutter.document import Document

Kind = Literal["timeout", "memory", "crash", "error"]
Output = Literal["record", "text", "markdown", "document"] | Callable[["Document"], Any]
OUTPUTS = ("record", "text", "markdown", "document")


@dataclass(frozen=True, slots=True)
class Extracted:
    """A page that was extracted; true in a condition.

    Attributes:
        id: the item's id; its place in the input, from 0, where the items have none.
        value: by ``output``: the flat dict of `Document.to_dict`, the text, the Markdown, or the `Document`.
        seconds: wall-clock time that the page took in its worker.
    """

    id: Any
    value: Any
    seconds: float


@dataclass(frozen=True, slots=True)
class Failure:
    """A page that failed; false in a condition.

    Attributes:
        id: the item's id; its place in the input, from 0, where the items have none.
        kind: ``"timeout"`` (it took too long), ``"memory"`` (it needed too much), ``"crash"`` (its process died) or ``"error"`` (an
            exception, such as a file that is missing).
        message: what happened, in one line.
        seconds: wall-clock time until it failed.
    """

    id: Any
    kind: Kind
    message: str
    seconds: float

    def __bool__(self) -> bool:
        return False


def render(document: Document, output: Output) -> Any:
    """What a caller asked for of a document."""
    if callable(output):
        return output(document)
    if output == "record":
        return document.to_dict()
    if output == "document":
        return document
    return document.text if output == "text" else document.markdown
