"""JSON Lines: one object with a page per line; plain, gzip or Zstandard."""

from __future__ import annotations

import json
import zlib
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from declutter.batch.names import safe_name
from declutter.batch.readers.entries import Entry, Skipped

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


class Fields(NamedTuple):
    """Names of the fields, or columns, of a page, its address and its id."""

    html: str = "html"
    url: str = "url"
    id: str = "id"

    def entry(self, row: Mapping[str, Any], place: str, folder: str) -> Entry | Skipped:
        """The page of a row.

        Args:
            row: the fields by name.
            place: what identifies the row where it has no id.
            folder: the folder of its result.
        """
        given, address = row.get(self.id), row.get(self.url)
        name = str(given) if given not in (None, "") else place
        source = row.get(self.html)
        if isinstance(source, (bytearray, memoryview)):
            source = bytes(source)
        if not isinstance(source, (str, bytes)):
            there = ", ".join(map(str, row))
            reason = f"no field {self.html!r}: there are {there}" if self.html not in row else f"field {self.html!r} holds no page"
            return Skipped(name, "broken_row", reason[:500], True)
        url = str(address) if address else None
        return Entry(name, source, url, f"{folder}/{safe_name(url or name, name)}")


def jsonl_entries(stream: BinaryIO, file: str, fields: Fields, longest: int) -> Iterator[Entry | Skipped]:
    """The pages of a JSONL file.

    Args:
        stream: its bytes.
        file: its name, for ids.
        fields: names of the fields.
        longest: bytes of a line; a longer one is skipped.
    """
    folder = file.partition(".jsonl")[0].partition(".ndjson")[0]
    number = 0
    while True:
        number += 1
        try:
            line = stream.readline(longest)
            if len(line) == longest and not line.endswith(b"\n"):
                while (rest := stream.readline(longest)) and not rest.endswith(b"\n"):
                    pass
                yield Skipped(f"{file}:{number}", "too_large", f"the line is longer than {longest:,} bytes", True)
                continue
        except (EOFError, OSError, zlib.error) as error:
            yield Skipped(f"{file}:{number}", "truncated", f"the file breaks off: {error}", True)
            return
        except Exception as error:  # the errors of Zstandard modules have no common class
            yield Skipped(f"{file}:{number}", "truncated", f"the file breaks off: {type(error).__name__}: {error}", True)
            return
        if not line:
            return
        if not line.isspace():
            yield row_of(line, f"{file}:{number}", fields, folder)


def row_of(line: bytes, place: str, fields: Fields, folder: str) -> Entry | Skipped:
    """The page of a line."""
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        return Skipped(place, "broken_row", f"no JSON: {error}", True)
    if not isinstance(row, dict):
        return Skipped(place, "broken_row", "the line is no JSON object", True)
    return fields.entry(row, place, folder)
