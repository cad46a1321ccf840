"""``declutter batch INPUT… -o OUT``: extract many pages, over all processors, so that an interrupted run can be resumed."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from declutter.cli.arguments import add_extraction, add_general, options_of, parsed
from declutter.cli.output import INTERRUPTED, OK, USAGE, print_error

if TYPE_CHECKING:
    from collections.abc import Sequence

    from declutter.batch.run import Settings

FAILED = 1
READERS = ("auto", "page", "jsonl", "parquet", "warc")
TABLES = ("jsonl", "jsonl.gz", "jsonl.zst", "csv", "parquet")
FILES = {"txt": "text", "md": "markdown", "html": "html", "json": "json", "tei": "tei"}
EPILOG = """Exit codes: 0 no page failed; 1 pages failed: failures.jsonl in or beside the output lists them; 2 wrong arguments, or the
output cannot be written; 130 interrupted: --resume goes on. Pages without main text, and what the filters leave out, have not failed."""


def parser() -> argparse.ArgumentParser:
    """The subcommand's arguments."""
    made = argparse.ArgumentParser(
        prog="declutter batch",
        description="Extract many pages: folders, JSONL, Parquet, WARC and WET files.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    made.add_argument("inputs", nargs="*", metavar="INPUT", help="folders, globs, files; - for standard input")
    made.add_argument("-o", "--output", metavar="OUT", help="a file (.jsonl, .jsonl.gz, .jsonl.zst, .csv, .parquet), a folder, or -")
    made.add_argument("--format", choices=(*TABLES, *FILES), help="of a folder: shards of a table, or one file per page (default: jsonl)")
    made.add_argument("--resume", action="store_true", help="go on with an output that was begun")
    made.add_argument("--overwrite", action="store_true", help="begin anew where the output exists")
    made.add_argument("--workers", type=int, metavar="N", help="processes (default: one for each processor); 0: none besides this one")
    made.add_argument("--timeout", type=float, default=30.0, metavar="SECONDS", help="for a page (default: %(default)s)")
    made.add_argument("--shard-size", type=int, default=1000, metavar="N", help="pages that are written at a time (default: %(default)s)")
    made.add_argument(
        "--by-site",
        action="store_true",
        help="count lines that repeat on the pages of a site, within a shard, against them; reads pages twice",
    )
    made.add_argument("--quiet", action="store_true", help="no progress and no summary")
    add_input(made)
    add_filters(made)
    written = made.add_argument_group("what is written of a page")
    written.add_argument("--with-markdown", action="store_true", help="a column with the Markdown of the text")
    written.add_argument("--with-links", action="store_true", help="a column with the addresses of the links in the text")
    written.add_argument("--title", action="store_true", help="begin Markdown and HTML files with the title")
    written.add_argument("--front-matter", action="store_true", help="begin Markdown files with the metadata as YAML")
    add_extraction(made)
    add_general(made)
    return made


def add_input(made: argparse.ArgumentParser) -> None:
    """How files of many pages are read."""
    group = made.add_argument_group("input")
    group.add_argument("--reader", choices=READERS, default="auto", help="what the files are (default: by their suffixes)")
    group.add_argument("--html-field", default="html", metavar="NAME", help="field of the page in JSONL and Parquet (default: html)")
    group.add_argument("--url-field", default="url", metavar="NAME", help="field of its address (default: url)")
    group.add_argument("--id-field", default="id", metavar="NAME", help="field of its id (default: id; the place in the file without one)")


def add_filters(made: argparse.ArgumentParser) -> None:
    """Which pages are left out."""
    group = made.add_argument_group("filters; the summary counts what each leaves out")
    group.add_argument("--language", metavar="CODES", help="keep these languages only: en or de,fr")
    group.add_argument("--min-words", type=int, default=0, metavar="N", help="keep texts with so many words")
    group.add_argument("--min-quality", type=float, default=0.0, metavar="F1", help="keep texts with this expected quality, 0 to 1")
    group.add_argument("--duplicates", choices=("exact", "near"), help="keep the first of equal texts; near: of similar ones too")


def run(argv: Sequence[str]) -> int:
    """Run the subcommand and return its exit code."""
    made = parser()
    args = parsed(made, argv)
    if not args.inputs or not args.output:
        made.error(f"the following arguments are required: {'-o/--output' if args.inputs else 'INPUT'}")
    if args.resume and args.overwrite:
        made.error("--resume and --overwrite exclude each other")
    for name, least in (("workers", 0), ("shard_size", 1)):
        if getattr(args, name) is not None and getattr(args, name) < least:
            made.error(f"--{name.replace('_', '-')} must be {least} or more")
    try:
        return work(args, settings(args))
    except (ImportError, ValueError) as error:
        return print_error(str(error), USAGE)
    except BrokenPipeError:  # the reader has seen enough: `declutter batch … -o - | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or the interpreter tries again at exit
        return OK
    except OSError as error:
        return print_error(f"{error.filename or args.output}: {error.strerror or error}", USAGE)


def work(args: argparse.Namespace, wanted: Settings) -> int:
    """Do the run; the exit code."""
    from declutter.batch.progress import summary
    from declutter.batch.resume import ResumeError
    from declutter.batch.run import run as do

    shown = None if args.quiet else sys.stderr
    try:
        done = do(wanted, resume=args.resume, overwrite=args.overwrite, progress=shown)
    except ResumeError as error:
        return print_error(str(error), USAGE)
    except KeyboardInterrupt:
        return print_error("interrupted" + ("" if args.output == "-" else ": --resume goes on"), INTERRUPTED)
    if shown is not None:
        print(summary(done.counts, done.seconds, done.pages), file=shown)
    return FAILED if done.counts.failed else OK


def settings(args: argparse.Namespace) -> Settings:
    """What the arguments ask for.

    Raises:
        ValueError: for a combination that makes no sense, and for an unknown encoding.
    """
    from declutter.batch.filters import Filters
    from declutter.batch.readers.inputs import Inputs
    from declutter.batch.readers.jsonl import Fields
    from declutter.batch.run import Settings
    from declutter.batch.shape import Shape

    options, fields = options_of(args), Fields(args.html_field, args.url_field, args.id_field)
    chosen, single = form(args.output, args.format)
    if not single and any(Path(given).is_dir() and Path(given).resolve() == Path(args.output).resolve() for given in args.inputs):
        raise ValueError(f"{args.output} is the folder that is read: name another one")
    languages = tuple(code.strip().lower() for code in (args.language or "").split(",") if code.strip())
    return Settings(
        inputs=Inputs(tuple(args.inputs), args.reader, fields, options.limits.max_bytes, "" if args.output == "-" else args.output),
        output=Path(args.output),
        format=chosen,
        single=single,
        shape=Shape(args.with_markdown, args.with_links, FILES.get(chosen, ""), args.title, args.front_matter),
        options=options,
        filters=Filters(languages, args.min_words, args.min_quality, args.duplicates or ""),
        shard=args.shard_size,
        workers=args.workers,
        timeout=args.timeout,
        by_site=args.by_site,
    )


def form(output: str, wanted: str | None) -> tuple[str, bool]:
    """The format, and whether the output is one file.

    Raises:
        ValueError: if the format does not fit the name.
    """
    suffix = next((name for name in TABLES if output.endswith(f".{name}")), None)
    if output == "-":
        suffix = "jsonl"
    if suffix is None or Path(output).is_dir():
        if Path(output).is_file():
            raise ValueError(f"{output} is a file, and its name does not end with {', '.join(f'.{name}' for name in TABLES)}")
        return wanted or "jsonl", False
    if wanted not in (None, suffix):
        reason = "JSON Lines are printed" if output == "-" else f"its suffix says {suffix}"
        raise ValueError(f"{output} cannot be written as {wanted}: {reason}")
    return suffix, True
