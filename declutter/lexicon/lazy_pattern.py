"""Patterns that are compiled when they are first used: long lists of alternatives cost as much as the rest of an import."""

from __future__ import annotations

from typing import Any

import regex


class LazyPattern:
    """A `regex` pattern with the methods of a compiled one."""

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.pattern = pattern
        self.flags = flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        method = getattr(regex.compile(self.pattern, self.flags), name)
        setattr(self, name, method)  # the next look-up comes no further than the instance
        return method
