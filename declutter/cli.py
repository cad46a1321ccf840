"""Command line: ``declutter PAGE``, and ``declutter profile PAGE…``."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from declutter import Document, Options, Pipeline, __version__
from declutter.options import FOCUSES, INPUTS
from declutter.profile import best_of, table

if TYPE_CHECKING:
    from collections.abc import Sequence

FORMATS = ("text", "markdown", "html", "json", "tei")
SWITCHES = ("links", "images", "tables", "footnotes", "comments", "embeds")
OK, EMPTY, USAGE, NO_PAGE = 0, 1, 2, 3
EPILOG = "Exit codes: 0 text was found; 1 the page holds no main text; 2 wrong arguments or the file cannot be read; 3 the file is no page."


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code."""
    arguments = sys.argv[1:] if argv is None else list(argv)
    if arguments[:1] == ["profile"]:
        return show_profile(arguments[1:])
    args = parser().parse_args(arguments)
    try:
        data = standard_input() if args.page == "-" else Path(args.page).read_bytes()
        options = Options(args.input, args.focus, args.encoding, **{name: getattr(args, name) for name in SWITCHES})
        document = Pipeline(options).extract(data, args.url)
    except OSError as error:
        return print_error(f"{args.page}: {error.strerror or error}", USAGE)
    except ValueError as error:
        return print_error(str(error), USAGE)
    for warning in document.warnings:
        print_error(f"{args.page}: {warning}", 0)
    if document.status not in ("ok", "empty"):
        return NO_PAGE
    return write(shown(document, args)) or (OK if document else EMPTY)


def show_profile(argv: Sequence[str]) -> int:
    """``declutter profile PAGE…``: print the time of each step."""
    made = argparse.ArgumentParser(prog="declutter profile", description="Print how long each step of an extraction takes.")
    made.add_argument("pages", nargs="+", type=Path, metavar="PAGE", help="files of HTML or plain lines (best of three passes each)")
    pipeline = Pipeline()
    try:
        rows = [best_of(path, pipeline).seconds for path in made.parse_args(argv).pages]
    except OSError as error:
        return print_error(f"{error.filename}: {error.strerror or error}", USAGE)
    return write(table(rows))


def parser() -> argparse.ArgumentParser:
    """The command's arguments."""
    made = argparse.ArgumentParser(prog="declutter", description="Print the main text of a web page, without boilerplate.", epilog=EPILOG)
    made.add_argument("page", metavar="PAGE", help="a file of HTML or plain lines; - for standard input")
    made.add_argument("--format", choices=FORMATS, default="text", help="what to print (default: text)")
    for name in ("links", "images", "tables", "footnotes"):
        made.add_argument(f"--no-{name}", dest=name, action="store_false", help=f"leave {name} out")
    for name in ("comments", "embeds"):
        made.add_argument(f"--{name}", action="store_true", help=f"print {name} too")
    made.add_argument("--title", action="store_true", help="begin Markdown and HTML with the title")
    made.add_argument("--front-matter", action="store_true", help="begin Markdown with the metadata as YAML")
    made.add_argument("--explain", action="store_true", help="print one line per block: kept or dropped, score, label, text, reasons")
    made.add_argument("--input", choices=INPUTS, default="auto", help="what the file holds (default: find out)")
    made.add_argument("--focus", choices=FOCUSES, default="balanced", help="what to favour in doubt (default: balanced)")
    made.add_argument("--encoding", help="character encoding of the file (default: find out)")
    made.add_argument("--url", help="address of the page")
    made.add_argument("--version", action="version", version=f"declutter {__version__}")
    return made


def shown(document: Document, args: argparse.Namespace) -> str:
    """The document in the format asked for."""
    if args.explain:
        return document.to_json(blocks=True, indent=2) if args.format == "json" else document.explain()
    if args.format == "json":
        return document.to_json(indent=2)
    if args.format == "markdown":
        return document.to_markdown(title=args.title, front_matter=args.front_matter)
    if args.format == "html":
        return document.to_html(title=args.title)
    return str(getattr(document, args.format))


def standard_input() -> bytes:
    """The bytes of standard input; Python has no ``sys.stdin`` where the shell closed it (``<&-``)."""
    if sys.stdin is None:
        raise OSError("standard input is closed")
    return sys.stdin.buffer.read()


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
