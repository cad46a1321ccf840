"""Results of an extraction: the `Document`, and the `Verdict` on each block."""

from __future__ import annotations

from declutter.document.document import Document
from declutter.document.judged import Judged
from declutter.document.verdict import Verdict

__all__ = ["Document", "Judged", "Verdict"]
