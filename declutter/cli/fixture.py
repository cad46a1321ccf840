"""``declutter fixture add PAGE --verdicts FILE``: make a labelled page of a page and its corrected verdicts."""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from declutter.cli.output import OK, USAGE, print_error, write
from declutter.options import INPUTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from declutter import Document

FILES = {
    "html": ("pages", "page.html"),
    "lines": ("lines", "page.txt"),
    "markdown": ("markdown", "page.md"),
}  # as tests/test_pages.py reads
EPILOG = """FILE is a JSON object of block numbers and verdicts, {"12": true, "13": false}, as the report of a page saves it. Blocks that it
does not name keep their verdicts. The page, the text that is expected of it and its metadata are written to FOLDER/pages/NAME (plain
lines: FOLDER/lines/NAME). Check expected.json by hand: its metadata are those that were found."""


class Labelled(NamedTuple):
    """A page with its expectations: the folder of its kind, the name of its file, and what is written of it."""

    folder: str
    file: str
    data: bytes
    text: str
    expected: dict[str, Any]
    changes: dict[str, int]  # lines that are lost, and lines that are kept and should not be, before the correction


def parser() -> argparse.ArgumentParser:
    """The subcommand's arguments."""
    made = argparse.ArgumentParser(
        prog="declutter fixture",
        description="Make a labelled page of a page and its corrected verdicts.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    made.add_argument("action", choices=("add",), help="add: write a new labelled page")
    made.add_argument("page", type=Path, metavar="PAGE", help="a file of HTML, plain lines or Markdown")
    made.add_argument("--verdicts", type=Path, required=True, metavar="FILE", help='corrected verdicts as JSON: {"12": true, "13": false}')
    made.add_argument("-o", "--output", type=Path, default=Path("fixtures"), metavar="FOLDER", help="of labelled pages (default: fixtures)")
    made.add_argument("--name", help="name of the labelled page (default: that of the file)")
    made.add_argument("--about", help="what kind of page it is, and what it catches")
    made.add_argument("--input", choices=INPUTS, default="auto", help="what the file holds (default: find out)")
    return made


def run(argv: Sequence[str]) -> int:
    """Run the subcommand and return its exit code."""
    args = parser().parse_args(argv)
    try:
        verdicts = verdicts_of(args.verdicts.read_text("utf-8"), str(args.verdicts))
        labelled = label(args.page.read_bytes(), args.input, verdicts, args.about or "")
        folder = args.output / labelled.folder / (slug(args.name) if args.name else slug(args.page.stem))
        if folder.exists():
            raise ValueError(f"{folder} exists: choose another --name")
        folder.mkdir(parents=True)
        (folder / labelled.file).write_bytes(labelled.data)
        (folder / "expected.txt").write_text(labelled.text, "utf-8", newline="\n")
        written = json.dumps(labelled.expected, ensure_ascii=False, indent=2)
        (folder / "expected.json").write_text(written + "\n", "utf-8", newline="\n")
    except OSError as error:
        return print_error(f"{error.filename}: {error.strerror or error}", USAGE)
    except ValueError as error:
        return print_error(str(error), USAGE)
    return write(f"{folder}: corrected lines: {labelled.changes['lost']} kept, {labelled.changes['extra']} dropped") or OK


def verdicts_of(text: str, name: str) -> dict[int, bool]:
    """The verdicts of a file.

    Raises:
        ValueError: if it holds anything else.
    """
    try:
        data = json.loads(text)
    except ValueError as error:
        raise ValueError(f"{name} is no JSON: {error}") from None
    if not isinstance(data, dict) or not all(key.isdecimal() and isinstance(value, bool) for key, value in data.items()):
        raise ValueError(f'{name} must hold an object of block numbers and verdicts, such as {{"12": true, "13": false}}')
    return {int(key): value for key, value in data.items()}


def slug(text: str) -> str:
    """A name for a folder: letters, digits and hyphens.

    Raises:
        ValueError: if nothing is left.
    """
    name = "-".join(re.findall(r"[^\W_]+", text.lower()))
    if not name:
        raise ValueError(f"{text!r} makes no name: give one with --name")
    return name


def label(data: bytes, kind: str, verdicts: dict[int, bool], about: str) -> Labelled:
    """The labelled page of a page and the verdicts on some of its blocks.

    Raises:
        ValueError: if the source is no page, or has no such blocks.
    """
    from declutter import Options, Pipeline

    kind = kind_of(data) if kind == "auto" else kind
    found = Pipeline(Options(kind)).extract(data)  # type: ignore[arg-type]
    if found.status not in ("ok", "empty"):
        raise ValueError(f"the page cannot be labelled, its status is {found.status}: {'; '.join(found.warnings)}")
    wanted = found.with_verdicts(verdicts)
    before, after = Counter(found.text.splitlines()), Counter(wanted.text.splitlines())
    changes = {"lost": (after - before).total(), "extra": (before - after).total()}
    dropped, kept = sum(not keep for keep in verdicts.values()), sum(verdicts.values())
    stated = expectations(wanted, about or f"Corrected by hand: {kept} blocks kept, {dropped} dropped.")
    return Labelled(*FILES[kind], data, wanted.text + "\n" if wanted.text else "", stated, changes)


def kind_of(data: bytes) -> str:
    """What a file holds."""
    from declutter.sources.decode import decode
    from declutter.sources.detect import input_kind

    return input_kind(decode(data).text)


def expectations(document: Document, about: str) -> dict[str, Any]:
    """``expected.json``: the metadata as they were found, and what is expected beside the text."""
    published = document.published_at or document.published
    embeds = [{key: value for key, value in embed._asdict().items() if value and key != "block"} for embed in document.embeds]
    return {
        "about": about,
        "title": document.title,
        "authors": list(document.authors),
        "published": published.isoformat() if published else None,
        "site_name": document.site_name or None,
        "language": document.language or None,
        "description": document.description or None,
        "url": document.url or None,
        "status": document.status,
        "labels": {},
        "embeds": embeds,
        "comments": [" ".join(line.split()) for comment in document.comments for line in comment.text.splitlines()],
    }
