"""Open files and other streams: what is left of them, at most so many bytes."""

from __future__ import annotations

import errno
import os
import zlib
from inspect import iscoroutine, signature
from typing import Any

from declutter.sources.refused import EXPECTED


def without_nul(path: os.PathLike[str]) -> os.PathLike[str]:
    """The path, if the system can have a file of that name.

    Raises:
        FileNotFoundError: if it holds a NUL.
    """
    if "\0" in os.fsdecode(path):
        raise FileNotFoundError(errno.ENOENT, "no file has a NUL in its name", os.fsdecode(path))
    return path


def read_path(path: os.PathLike[str], limit: int) -> bytes:
    """The bytes of a file, a device or a pipe by its path, at most ``limit`` and one more.

    Raises:
        OSError: if it cannot be read.
    """
    with open(without_nul(path), "rb") as file:
        return file.read(limit + 1)


def read_open(source: Any, limit: int) -> str | bytes:
    """What is left of an open file, binary or text, at most ``limit`` bytes or characters and one more.

    Raises:
        TypeError: if its ``read()`` gives something else.
        OSError: if it is closed, damaged or cannot be decoded.
    """
    if getattr(source, "closed", False) is True:
        raise OSError("the file is closed: pass it while it is open, or pass its path as pathlib.Path")
    data = read_all(source, limit)
    if iscoroutine(data):
        data.close()
        raise TypeError(f"extract() cannot await: pass what `await read()` of this {type(source).__name__} gives")
    if not isinstance(data, (str, bytes)):
        raise TypeError(f"extract() takes {EXPECTED}; read() of this {type(source).__name__} gave {type(data).__name__}")
    return data


def takes_size(method: Any) -> bool:
    """Whether a ``read`` method takes the number of bytes to read."""
    try:
        return bool(signature(method).parameters)
    except (TypeError, ValueError):  # written in C
        return True


def read_all(source: Any, limit: int) -> Any:
    """What is left of a file, at most ``limit`` bytes or characters and one more; what ``read()`` gives if that is neither.

    Raises:
        OSError: for a file that is damaged, or is text in another encoding than the one that it was opened with.
    """
    sized = takes_size(source.read)
    try:
        data: Any = source.read(limit + 1) if sized else source.read()
        parts, size = [data], len(data) if isinstance(data, (bytes, str)) else 0
        while sized and parts[-1] and 0 < size <= limit:  # raw files give less than is asked for
            parts.append(source.read(limit + 1 - size))
            size += len(parts[-1] or "")
    except UnicodeDecodeError as error:
        try:
            source.buffer.seek(0)
            return source.buffer.read(limit + 1)
        except (AttributeError, OSError):
            raise OSError(f"the file is not in the encoding that it was opened with ({error}): open it with mode 'rb'") from error
    except (EOFError, zlib.error) as error:
        raise OSError(f"the file is damaged: {error}") from error
    return data if len(parts) == 1 else data[:0].join(part for part in parts if part)
