"""Records of WARC files (ISO 28500), plain or gzip, read so that a broken record costs no other one.

The usual readers of WARC files end, with or without an error, at the first record that is broken. Here what is lost is reported, and
reading goes on at the next place where a record begins.
"""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

GZIP = b"\x1f\x8b\x08"
CHUNK = 1 << 17  # bytes read or decompressed at a time
HEADER_BYTES = 1 << 16  # of the header of a record; a longer one is broken
BEGINNING = re.compile(rb"(?:^|\r?\n)(?=WARC/[01]\.\d+\r?\n)")  # of a record
VERSION = re.compile(rb"WARC/[01]\.\d+\r?\n")
SEPARATOR = b"\r\n\r\n"  # after the block of a record
LONGEST_BEGINNING = 16  # bytes, so that one is found across two chunks


class Record(NamedTuple):
    """A record: its header by lower-case names, and its block, at most one byte more than asked for."""

    headers: dict[str, str]
    block: bytes


class Broken(NamedTuple):
    """A place at which records were lost."""

    kind: str  # "broken_record" or "truncated"
    message: str


class BrokenError(Exception):
    """The data ends or cannot be decompressed; reading may go on behind it."""

    def __init__(self, broken: Broken) -> None:
        super().__init__(broken.message)
        self.broken = broken


class Stream:
    """Bytes of a WARC file, decompressed.

    Args:
        file: the file, as it is stored.
    """

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self.raw = file.read(CHUNK)
        self.buffer = bytearray()
        self.member: zlib._Decompress | None = None
        self.error: BrokenError | None = None  # found while looking ahead, to be raised by the next call
        self.gzip = self.raw.startswith(GZIP)

    def more(self) -> bool:
        """Add to the buffer; False at the end of the file.

        Raises:
            BrokenError: where the compressed data is broken: what is buffered is dropped, and the next call goes on behind it.
        """
        if self.error is not None:
            error, self.error = self.error, None
            raise error
        data = self.inflate() if self.gzip else self.raw
        if not self.gzip:
            self.raw = self.file.read(CHUNK) if data else b""
        self.buffer += data
        return bool(data)

    def inflate(self) -> bytes:
        """Decompress up to a chunk; b"" at the end."""
        while True:
            if not self.raw:
                self.raw = self.file.read(CHUNK)
                if not self.raw:
                    if self.member is None:
                        return b""
                    self.member = None
                    raise self.broken("truncated", "the file ends within compressed data")
            if self.member is None:
                if not self.raw.lstrip(b"\0"):  # padding
                    self.raw = b""
                    continue
                self.member = zlib.decompressobj(31)
            try:
                data = self.member.decompress(self.raw, CHUNK)
            except zlib.error as error:
                self.member = None
                self.find_member()
                raise self.broken("broken_record", f"compressed data is broken: {error}") from error
            self.raw = self.member.unconsumed_tail or self.member.unused_data
            if self.member.eof:
                self.member = None
            if data:
                return data

    def find_member(self) -> None:
        """Go on to the next place that looks like compressed data."""
        self.raw = self.raw[1:]
        while (place := self.raw.find(GZIP)) < 0:
            more = self.file.read(CHUNK)
            if not more:
                self.raw = b""
                return
            self.raw = self.raw[-len(GZIP) + 1 :] + more
        self.raw = self.raw[place:]

    def broken(self, kind: str, message: str) -> BrokenError:
        """The error, with the buffer emptied of the record that it cuts off."""
        self.buffer.clear()
        return BrokenError(Broken(kind, message))

    def take(self, size: int) -> bytes:
        """The next bytes; fewer only at the end of the file."""
        while len(self.buffer) < size and self.more():
            pass
        data = bytes(self.buffer[:size])
        del self.buffer[:size]
        return data

    def skip(self, size: int) -> int:
        """Pass over bytes; how many there were."""
        left = size
        while left and (self.buffer or self.more()):
            step = min(left, len(self.buffer))
            del self.buffer[:step]
            left -= step
        return size - left

    def header(self) -> bytes | None:
        """The lines of a header up to the empty one; None if it does not end."""
        searched = 0
        while True:
            ends = [(place, mark) for mark in (b"\r\n\r\n", b"\n\n") if (place := self.buffer.find(mark, searched)) >= 0]
            if ends:
                place, mark = min(ends)
                return self.take(place + len(mark))
            searched = max(0, len(self.buffer) - 3)
            if len(self.buffer) > HEADER_BYTES or not self.more():
                return None

    def blank_lines(self) -> None:
        """Pass over the line ends between two records."""
        while True:
            count = len(self.buffer) - len(self.buffer.lstrip(b"\r\n"))
            del self.buffer[:count]
            if self.buffer or not self.more():
                return

    def begins_record(self) -> bool:
        """Whether a record begins here."""
        while len(self.buffer) < LONGEST_BEGINNING and self.more():
            pass
        return VERSION.match(self.buffer) is not None

    def find_record(self) -> bool:
        """Go on to where a record begins; False if none does."""
        while True:
            found = BEGINNING.search(self.buffer)
            if found:
                del self.buffer[: found.end()]
                return True
            del self.buffer[: max(0, len(self.buffer) - LONGEST_BEGINNING)]
            if not self.more():
                return False


def records(file: BinaryIO, limit: int) -> Iterator[Record | Broken]:
    """The records of a WARC file, and the places at which some were lost.

    Args:
        file: its bytes as they are stored.
        limit: bytes of a record's block that are kept, and one more.
    """
    stream = Stream(file)
    lost = False  # whether the loss at this place is reported already
    while True:
        try:
            stream.blank_lines()
            if not stream.begins_record():
                if stream.buffer and not lost:
                    yield Broken("broken_record", "no record begins where the one before ends")
                lost = True
                if not stream.find_record():
                    return
            lost = False
            for one in record(stream, limit):
                yield one
                lost = isinstance(one, Broken)
        except BrokenError as error:
            if not lost:
                yield error.broken
            lost = True


def record(stream: Stream, limit: int) -> Iterator[Record | Broken]:
    """The record that begins here. One whose length is wrong is given up, and those that it would swallow are not.

    Raises:
        BrokenError: where the compressed data is broken.
    """
    header = stream.header()
    if header is None:
        yield Broken("broken_record", "the header of a record does not end")
        del stream.buffer[:1]  # so that the next search does not find it again
        return
    headers = fields(header.partition(b"\n")[2])
    target = headers.get("warc-target-uri") or headers.get("warc-record-id") or "a record"
    length = headers.get("content-length", "")
    if not length.isascii() or not length.isdigit():
        yield Broken("broken_record", f"{target}: Content-Length is {length!r}")
        return
    size = int(length)
    try:
        block = stream.take(min(size, limit + 1))
        there = len(block) + stream.skip(size - len(block))
    except BrokenError as error:
        raise BrokenError(error.broken._replace(message=f"{target}: {error}")) from error
    if there == size and ends_well(stream):
        yield Record(headers, block)
        return
    swallowed = BEGINNING.search(block)
    if swallowed:
        stream.buffer[:0] = block[swallowed.end() :]
    if there < size and not swallowed:
        yield Broken("truncated", f"{target}: the file ends after {there:,} of {size:,} bytes")
    else:
        yield Broken("broken_record", f"{target}: Content-Length does not fit")


def ends_well(stream: Stream) -> bool:
    """Whether what follows a block is what separates records, the next one or the end of the file; it is left where it is."""
    try:
        while len(stream.buffer) < LONGEST_BEGINNING + 4 and stream.more():
            pass
    except BrokenError as error:  # of the next record
        stream.error = error
        return True
    rest = bytes(stream.buffer[: LONGEST_BEGINNING + 4])
    return rest.startswith(SEPARATOR) or not rest.strip() or VERSION.match(rest.lstrip()) is not None


def fields(lines: bytes, encoding: str = "utf-8") -> dict[str, str]:
    """Header lines by lower-case names; of a name that is repeated, the first value counts."""
    found: dict[str, str] = {}
    name = ""
    for line in lines.decode(encoding, "replace").split("\n"):
        if line[:1] in (" ", "\t") and name:  # folded
            found[name] += " " + line.strip()
            continue
        name, colon, value = line.partition(":")
        name = name.strip().lower()
        if colon:
            found.setdefault(name, value.strip())
    return found
