"""Command line: ``declutter PAGE…`` and its subcommands.

A subcommand is a module of this package with ``parser()`` and ``run(argv) -> exit code``, and one entry in `COMMANDS`. Modules are imported
when their command is called, and import the extraction when they need it: ``--version`` and ``--help`` load neither.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING

from declutter.cli.commands import COMMANDS, PAGES
from declutter.cli.output import INTERRUPTED, print_error

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code."""
    arguments = sys.argv[1:] if argv is None else list(argv)
    called = arguments[0] if arguments[:1] and arguments[0] in COMMANDS else ""
    try:
        return int(import_module(f"declutter.cli.{called or PAGES}").run(arguments[1:] if called else arguments))
    except KeyboardInterrupt:
        return print_error("interrupted", INTERRUPTED)
