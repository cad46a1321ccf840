"""``declutter profile PAGE…``: print the time of each step."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from declutter.cli.output import USAGE, print_error, write

if TYPE_CHECKING:
    from collections.abc import Sequence


def parser() -> argparse.ArgumentParser:
    """The subcommand's arguments."""
    made = argparse.ArgumentParser(prog="declutter profile", description="Print how long each step of an extraction takes.")
    made.add_argument("pages", nargs="+", type=Path, metavar="PAGE", help="files of HTML or plain lines (best of three passes each)")
    return made


def run(argv: Sequence[str]) -> int:
    """Run the subcommand and return its exit code."""
    args = parser().parse_args(argv)
    from declutter.pipeline import Pipeline
    from declutter.profile import best_of, table

    pipeline = Pipeline()
    try:
        rows = [best_of(path, pipeline).seconds for path in args.pages]
    except OSError as error:
        return print_error(f"{error.filename}: {error.strerror or error}", USAGE)
    return write(table(rows))
