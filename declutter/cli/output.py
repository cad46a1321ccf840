"""Standard streams of the command: UTF-8 out, one line per error, and the exit codes."""

from __future__ import annotations

import os
import sys

OK, EMPTY, USAGE, NO_PAGE, NOT_FETCHED = 0, 1, 2, 3, 4
INTERRUPTED = 130  # 128 + SIGINT, as shells report it
GRAVEST = (
    INTERRUPTED,
    USAGE,
    NOT_FETCHED,
    NO_PAGE,
    EMPTY,
    OK,
)  # of several pages, the first of these that one of them has is the exit code


def gravest(codes: set[int]) -> int:
    """The exit code of several pages."""
    return next(code for code in GRAVEST if code in codes or code == OK)


def standard_input(limit: int) -> bytes:
    """The bytes of standard input, at most ``limit`` and one more; Python has no ``sys.stdin`` where the shell closed it (``<&-``)."""
    if sys.stdin is None:
        raise OSError("standard input is closed")
    return sys.stdin.buffer.read(limit + 1)


def write(text: str) -> int:
    """Print ``text``; the exit code if that fails, else 0."""
    if sys.stdout is None:
        return print_error("standard output is closed", USAGE)
    try:
        left = memoryview((text + "\n").encode("utf-8", "replace"))
        while left:  # with PYTHONUNBUFFERED, one write can end before the text does
            left = left[sys.stdout.buffer.write(left) or 0 :]
        sys.stdout.flush()
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or the interpreter tries again at exit and prints a traceback
        if not isinstance(error, BrokenPipeError):  # the reader has seen enough: `declutter page.html | head`
            return print_error(f"standard output: {error.strerror or error}", USAGE)
    return 0


def print_error(message: str, code: int) -> int:
    """One line on standard error."""
    print(f"declutter: {message}", file=sys.stderr)
    return code
