"""Arguments that ``declutter PAGE…`` and ``declutter batch`` share: how a page is extracted, ``--config`` and ``--version``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from declutter.cli.config import configured
from declutter.limits import DEFAULT, Limits
from declutter.options import FOCUSES, INPUTS, Options
from declutter.version import __version__

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

SHOWN = ("links", "images", "tables", "footnotes")  # unless --no-…
ON_REQUEST = ("comments", "embeds")
LIMITS: dict[str, tuple[type, str, str]] = {  # of a page
    "max_bytes": (int, "N", "the largest page that is read, in bytes"),
    "max_seconds": (float, "S", "seconds of processor time that a page may take"),
    "max_blocks": (int, "N", "paragraphs and other blocks of a page that are read"),
    "max_output": (int, "N", "characters of the text, and of each format"),
}


def add_extraction(made: argparse.ArgumentParser) -> None:
    """How a page is read, judged and shown."""
    for name in SHOWN:
        made.add_argument(f"--no-{name}", dest=name, action="store_false", help=f"leave {name} out")
    for name in ON_REQUEST:
        made.add_argument(f"--{name}", action="store_true", help=f"print {name} too")
    made.add_argument("--input", choices=INPUTS, default="auto", help="what a page is (default: find out)")
    made.add_argument("--focus", choices=FOCUSES, default="balanced", help="what to favour in doubt (default: balanced)")
    made.add_argument("--encoding", metavar="NAME", help="character encoding of the pages (default: find out)")
    for name, (kind, unit, note) in LIMITS.items():
        made.add_argument(
            f"--{name.replace('_', '-')}", type=kind, default=getattr(DEFAULT, name), metavar=unit, help=f"{note} (default: %(default)s)"
        )


def add_general(made: argparse.ArgumentParser) -> None:
    """``--config`` and ``--version``."""
    made.add_argument("--config", metavar="FILE", help='a TOML file with options: `focus = "recall"` stands for --focus recall')
    made.add_argument("--version", action="version", version=f"declutter {__version__}")


def parsed(made: argparse.ArgumentParser, argv: Sequence[str]) -> argparse.Namespace:
    """The arguments, with those of ``--config`` before those of the command line, which so have the last word."""
    return made.parse_intermixed_args(configured(made, argv))


def options_of(args: argparse.Namespace) -> Options:
    """The options of the extraction.

    Raises:
        ValueError: if the encoding is unknown or a limit is not positive.
    """
    limits = Limits(**{name: getattr(args, name) for name in LIMITS})
    return Options(args.input, args.focus, args.encoding, limits, **{name: getattr(args, name) for name in (*SHOWN, *ON_REQUEST)})
