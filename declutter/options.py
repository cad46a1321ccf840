"""What a caller can set. Frozen, so that a pipeline can be shared between threads and sent to workers."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from typing import Literal

Input = Literal["auto", "html", "lines"]
Focus = Literal["precision", "balanced", "recall"]
INPUTS = ("auto", "html", "lines")
FOCUSES = ("precision", "balanced", "recall")


@dataclass(frozen=True, slots=True)
class Options:
    """Settings of a pipeline.

    Attributes:
        input: what the source is: ``"html"``, ``"lines"`` (a page already flattened to plain text), or ``"auto"``.
        focus: what to favour where the judge is in doubt: ``"precision"`` keeps less, ``"recall"`` more (the cut maximises the expected
            F0.5, F1 or F2; docs/quality.md has the measured figures).
        encoding: name of the character encoding of byte sources; ``None`` finds it out.
        max_bytes: pages larger than this many bytes (or characters of a str) come back empty with status ``"too_large"``.

    Raises:
        ValueError: for a value that is not one of the above.
    """

    input: Input = "auto"
    focus: Focus = "balanced"
    encoding: str | None = None
    max_bytes: int = 50_000_000

    def __post_init__(self) -> None:
        if self.input not in INPUTS:
            raise ValueError(f"input must be one of {', '.join(map(repr, INPUTS))}, not {self.input!r}")
        if self.focus not in FOCUSES:
            raise ValueError(f"focus must be one of {', '.join(map(repr, FOCUSES))}, not {self.focus!r}")
        if not isinstance(self.max_bytes, int) or isinstance(self.max_bytes, bool) or self.max_bytes <= 0:
            raise ValueError(f"max_bytes must be a positive whole number of bytes, not {self.max_bytes!r}")
        if self.encoding is not None:
            try:
                codecs.lookup(self.encoding)
                b"-".decode(self.encoding, "replace")  # 'hex' and 'idna' are codecs too, but not of text that a page can hold
            except (LookupError, TypeError, ValueError):
                raise ValueError(f"encoding must be the name of a codec such as 'utf-8', not {self.encoding!r}") from None
