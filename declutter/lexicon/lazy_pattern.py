"""Regular expressions compiled on first use: compiling long alternations takes as long as the rest of the import."""

from __future__ import annotations

from typing import Any

import regex


class LazyPattern:
    """A `regex` pattern with the methods of a compiled one, compiled on first use."""

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.pattern = pattern
        self.flags = flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        method = getattr(regex.compile(self.pattern, self.flags), name)
        setattr(self, name, method)  # the next look-up finds it on the instance
        return method
