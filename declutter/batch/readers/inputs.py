"""All inputs of a run as one stream of entries in a fixed order."""

from __future__ import annotations

import os
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from declutter.batch.readers.entries import Entry, Meter, Skipped
from declutter.batch.readers.folders import SUFFIXES, PageFile, page_files
from declutter.batch.readers.jsonl import Fields, jsonl_entries
from declutter.batch.readers.parquet import parquet_entries
from declutter.batch.readers.streams import GZIP, ZSTD, open_raw, unpacked
from declutter.batch.readers.warc import warc_entries

if TYPE_CHECKING:
    from collections.abc import Iterator

Kind = Literal["auto", "page", "jsonl", "parquet", "warc"]
KINDS = ("auto", "page", "jsonl", "parquet", "warc")
CONTAINERS: dict[str, Kind] = {  # suffix -> what a file of many pages is read as
    **dict.fromkeys((".jsonl", ".jsonl.gz", ".jsonl.zst", ".ndjson", ".ndjson.gz", ".ndjson.zst"), "jsonl"),
    ".parquet": "parquet",
    **dict.fromkeys((".warc", ".warc.gz", ".warc.zst", ".wet", ".wet.gz", ".wet.zst"), "warc"),
}
SNIFFED = 512  # bytes
JSON_ESCAPES = 6  # bytes of JSON at most for a byte of a page ("\u000a")


class Inputs(NamedTuple):
    """What is to be read.

    Attributes:
        arguments: files, globs, folders, or ``-`` for standard input.
        kind: what files are; ``"auto"`` goes by their suffixes.
        fields: names of the fields of JSONL and Parquet.
        limit: bytes of a page; of larger ones no more than one byte more is kept.
        output: where results are written; folders are not searched for them.
    """

    arguments: tuple[str, ...]
    kind: Kind = "auto"
    fields: Fields = Fields()
    limit: int = 50_000_000
    output: str = ""


def files_of(inputs: Inputs) -> Iterator[PageFile]:
    """The files of the input, in the order in which they are read.

    Raises:
        FileNotFoundError: for a folder or glob without files.
    """
    named = [argument for argument in inputs.arguments if argument != "-"]
    yield from page_files(named, (*SUFFIXES, *CONTAINERS), inputs.output)
    if "-" in inputs.arguments:
        yield PageFile(Path("-"), "standard-input", "standard-input")


def measure(inputs: Inputs, meter: Meter) -> None:
    """Set the total of the meter: bytes of all files; unknown with standard input.

    Raises:
        FileNotFoundError: for a folder or glob without files.
    """
    total = sum(size_of(file.path) for file in files_of(inputs))
    meter.total = 0 if "-" in inputs.arguments else total


def size_of(path: Path) -> int:
    """Bytes of a file; 0 if it cannot be found."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


def entries(inputs: Inputs, meter: Meter) -> Iterator[Entry | Skipped]:
    """Everything in the input, in order. A file that cannot be read is reported, and the next one is read.

    Raises:
        FileNotFoundError: for a folder or glob without files.
        ImportError: for a format whose extra is not installed.
    """
    for file in files_of(inputs):
        kind = kind_of(file.path, inputs.kind)
        try:
            if kind == "page":
                meter.read += os.stat(file.path).st_size
                yield Entry(file.id, file.path, None, file.name)
            elif kind == "parquet":
                yield from parquet_entries(file.path, file.id, inputs.fields, meter)
            else:
                yield from stream_entries(file, kind, inputs, meter)
        except OSError as error:
            yield Skipped(file.id, "unreadable", str(error.strerror or error), True)


def kind_of(path: Path, kind: Kind) -> Kind:
    """What a file is read as."""
    name = path.name.lower()
    if kind != "auto":
        return kind
    return next((found for suffix, found in CONTAINERS.items() if name.endswith(suffix)), "auto" if name == "-" else "page")


def stream_entries(file: PageFile, kind: Kind, inputs: Inputs, meter: Meter) -> Iterator[Entry | Skipped]:
    """The pages of a file that is read from its beginning to its end, or of standard input."""
    with open_raw(str(file.path), meter) as stream:
        if kind == "auto":
            kind = sniffed(stream.peek(SNIFFED)[:SNIFFED])
        if kind == "page":
            yield Entry(file.id, stream.read(inputs.limit + 1), None, file.name)
        elif kind == "warc":
            packed = stream.peek(len(ZSTD)).startswith(ZSTD)
            yield from warc_entries(unpacked(stream) if packed else stream, file.id, inputs.limit)
        else:
            yield from jsonl_entries(unpacked(stream), file.id, inputs.fields, inputs.limit * JSON_ESCAPES)


def sniffed(start: bytes) -> Kind:
    """What standard input is, by its first bytes."""
    if start.startswith(GZIP):
        start = zlib.decompressobj(31).decompress(start, SNIFFED)
    start = start.lstrip()
    return "warc" if start.startswith(b"WARC/") else "jsonl" if start.startswith(b"{") else "page"
