"""Arguments that ``declutter PAGE…`` and ``declutter batch`` share: how a page is extracted, ``--config`` and ``--version``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from declutter.cli.config import SITE, configured
from declutter.limits import DEFAULT, Limits
from declutter.options import FOCUSES, INPUTS, Options
from declutter.rules import Rules, load_rules
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
    made.add_argument("--keep", action="append", default=[], metavar="RULE", help="keep what this CSS selector or text:PHRASE matches")
    made.add_argument("--drop", action="append", default=[], metavar="RULE", help="drop what this CSS selector or text:PHRASE matches")
    made.add_argument("--rules", action="append", default=[], metavar="FILE", help="a TOML file with such rules, also for single sites")
    for name, (kind, unit, note) in LIMITS.items():
        made.add_argument(
            f"--{name.replace('_', '-')}", type=kind, default=getattr(DEFAULT, name), metavar=unit, help=f"{note} (default: %(default)s)"
        )


def add_addresses(made: argparse.ArgumentParser) -> None:
    """The address of a page, and how addresses are fetched."""
    made.add_argument("--url", help="address of the page")
    made.add_argument("--user-agent", metavar="NAME", help="how to introduce itself to servers (default: declutter/VERSION)")
    made.add_argument("--timeout", type=float, default=20.0, metavar="SECONDS", help="how long to wait for a server (default: %(default)s)")
    made.add_argument("--pause", type=float, default=1.0, metavar="SECONDS", help="between requests to a host (default: %(default)s)")
    made.add_argument("--ignore-robots", action="store_true", help="fetch what robots.txt forbids, too")


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
        OSError: if a file of rules cannot be read.
        ValueError: if the encoding is unknown, a limit is not positive, or a rule is wrong.
    """
    limits = Limits(**{name: getattr(args, name) for name in LIMITS})
    shown = {name: getattr(args, name) for name in (*SHOWN, *ON_REQUEST)}
    return Options(args.input, args.focus, args.encoding, limits, **shown, keep=args.keep, drop=args.drop, rules=rules_of(args))


def rules_of(args: argparse.Namespace) -> Rules | None:
    """The rules of all files, those of ``--config`` among them; None where there are none."""
    found = Rules.from_dict({SITE: getattr(args, SITE, {})})
    for path in args.rules:
        found += load_rules(path)
    return found if found != Rules() else None
