"""StoryOf: gives verdicts the story of their document when one of them is asked for its block."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from declutter.structure import Story


class StoryOf:
    """Gives the story of a document when it is asked for.

    It holds a copy of the document: the document keeps its verdicts, and they do not keep it, in a circle that only the collector frees.
    """

    def __init__(self, document: Any) -> None:
        self.document = replace(document)
        known = document.__dict__
        self.document.__dict__.update({name: known[name] for name in ("story", "pictures", "metadata") if name in known})

    def __call__(self) -> Story:
        story: Story = self.document.story
        return story
