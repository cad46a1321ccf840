"""Binary streams of input files: plain, gzip or Zstandard, metered as they are read."""

from __future__ import annotations

import gzip
import importlib
import io
import sys
from typing import TYPE_CHECKING, Any, BinaryIO, cast

if TYPE_CHECKING:
    from declutter.batch.readers.entries import Meter

GZIP, ZSTD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"
BUFFER = 1 << 18  # bytes read at a time


class Metered(io.RawIOBase):
    """A raw binary stream that counts what is read of it."""

    def __init__(self, raw: Any, meter: Meter) -> None:
        self.raw, self.meter = raw, meter

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self.raw.read(len(buffer))
        buffer[: len(data)] = data
        self.meter.read += len(data)
        return len(data)

    def close(self) -> None:
        if not self.closed and self.raw is not sys.stdin.buffer:
            self.raw.close()
        super().close()


def open_raw(path: str, meter: Meter) -> io.BufferedReader:
    """A file, or standard input where ``path`` is ``-``.

    Raises:
        OSError: if it cannot be opened.
    """
    if path == "-" and sys.stdin is None:
        raise OSError("standard input is closed")
    raw = sys.stdin.buffer if path == "-" else open(path, "rb", buffering=0)  # closed with the reader
    return io.BufferedReader(Metered(raw, meter), BUFFER)


def unpacked(stream: io.BufferedReader) -> BinaryIO:
    """The stream without its compression, which is told from its first bytes.

    Raises:
        ImportError: if it is Zstandard and no module for it is installed.
    """
    start = stream.peek(len(ZSTD))
    if start.startswith(GZIP):
        return cast(BinaryIO, gzip.GzipFile(fileobj=stream, mode="rb"))
    if start.startswith(ZSTD):
        return cast(BinaryIO, io.BufferedReader(zstd().ZstdFile(stream), BUFFER))
    return cast(BinaryIO, stream)


def zstd() -> Any:
    """The module for Zstandard, of the standard library (3.14) or its backport.

    Raises:
        ImportError: if there is none.
    """
    for name in ("compression.zstd", "backports.zstd"):
        try:
            return importlib.import_module(name)
        except ImportError:
            continue
    raise ImportError("for .zst files, declutter needs backports.zstd: pip install 'declutter-web[batch]'")
