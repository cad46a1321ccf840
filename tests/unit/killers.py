"""A pipeline that dies on pages that say so: what hostile pages and broken libraries do to a process, made to order."""

from __future__ import annotations

import ctypes
import os
import time
from typing import TYPE_CHECKING, Any

from declutter import Pipeline

if TYPE_CHECKING:
    from declutter import Document

HANG, BOMB, EXIT, SEGFAULT = b"KILLER hang", b"KILLER bomb", b"KILLER exit", b"KILLER segfault"
EXPECTED = {HANG: "timeout", BOMB: "memory", EXIT: "crash", SEGFAULT: "crash"}


class Killer(Pipeline):
    """Extracts, but for the four killers."""

    def extract(self, source: Any, url: str | None = None) -> Document:
        if source == HANG:
            time.sleep(1000)
        if source == BOMB:
            bytearray(1 << 40)
        if source == EXIT:
            os._exit(7)
        if source == SEGFAULT:
            ctypes.string_at(0)
        return super().extract(source, url)
