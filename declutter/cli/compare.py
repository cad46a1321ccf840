"""``declutter compare PAGE``: our text beside those of other libraries, differences marked."""

from __future__ import annotations

import argparse
from collections import Counter
from difflib import SequenceMatcher
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from declutter.cli.arguments import add_addresses, add_extraction, add_general
from declutter.cli.explain import BOLD, DIM, GREEN, RED, Paint, printable
from declutter.cli.output import USAGE, print_error
from declutter.cli.pages import EPILOG, Run, run_over
from declutter.cli.peers import PEERS, installed
from declutter.report import POLICY, digest
from declutter.sources.decode import decode

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from declutter import Document
    from declutter.cli.inputs import Named

MANY = 4000  # lines of both texts from which frequent ones are no anchors: comparing would cost their square
NONE = "no other library is installed to compare with: pip install 'declutter-web[compare]'"
STYLE = """:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 80rem; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; }
td, th { padding: .3rem .7rem; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
td.only { border-left: 4px solid; font-weight: 600; } td.same { opacity: .7; }
td.ours { border-color: #14804a; } td.theirs { border-color: #b4430f; }"""


class Difference(NamedTuple):
    """Lines of both texts that stand at the same place; equal where ``same``."""

    same: bool
    ours: list[str]
    theirs: list[str]


def parser() -> argparse.ArgumentParser:
    """The subcommand's arguments."""
    made = argparse.ArgumentParser(
        prog="declutter compare",
        description="Print where our text of a page differs from that of other libraries: + what only we keep, - what only they keep.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    made.add_argument("pages", nargs="*", metavar="PAGE", help="as of `declutter PAGE`")
    made.add_argument(
        "--with", dest="peers", nargs="+", choices=tuple(PEERS), metavar="PEER", help=f"of {', '.join(PEERS)} (default: installed)"
    )
    made.add_argument("--all", action="store_true", help="print lines that both keep, too")
    made.add_argument("--html", dest="output", metavar="FILE", help="write the texts side by side as one HTML file instead")
    made.add_argument("--color", choices=("auto", "always", "never"), default="auto", help="colours (default: where a terminal shows them)")
    add_extraction(made)
    add_addresses(made)
    add_general(made)
    made.set_defaults(format="text", explain=False)
    return made


def run(argv: Sequence[str]) -> int:
    """Run the subcommand and return its exit code."""
    return run_over(Compare, parser(), argv)


class Compare(Run):
    """One run of the command over its pages."""

    def all(self, pages: Sequence[Named]) -> int:
        """Do every page, if there is a peer."""
        found = installed()
        if missing := [name for name in self.args.peers or () if name not in found]:
            return print_error(f"{', '.join(missing)}: not installed; pip install 'declutter-web[compare]'", USAGE)
        if not found:
            return print_error(NONE, USAGE)
        self.peers: list[str] = self.args.peers or found
        return super().all(pages)

    def source(self, page: Named) -> bytes:
        """The bytes of the page, which the peers read too."""
        source = super().source(page)
        data = source.read_bytes() if isinstance(source, Path) else getattr(source, "content", source)
        self.markup = decode(bytes(data)).text
        return bytes(data)

    def shown(self, page: Named, document: Document) -> str:
        """The differences to each peer."""
        ours = lines_of(document.text)
        theirs = {name: lines_of(PEERS[name](self.markup, self.args.url or document.url or None)) for name in self.peers}
        if self.args.output:
            return as_html(document.title or page.text, ours, theirs)
        paint = Paint(self.args.color)
        return printable(
            "\n".join(line for name, text in theirs.items() for line in in_terminal(name, ours, text, paint, whole=self.args.all))
        )

    def suffix(self) -> str:
        return ".html"


def lines_of(text: str) -> list[str]:
    """The lines of a text, white space folded, without empty ones."""
    return [folded for line in text.splitlines() if (folded := " ".join(line.split()))]


def differences(ours: list[str], theirs: list[str]) -> Iterator[Difference]:
    """Both texts line by line. Lines with the same letters and figures are the same: bullets, marks and spaces differ."""
    mine, other = ([key_of(line) for line in text] for text in (ours, theirs))
    found = SequenceMatcher(None, mine, other, autojunk=len(mine) + len(other) > MANY)
    for kind, first, last, begin, end in found.get_opcodes():
        yield Difference(kind == "equal", ours[first:last], theirs[begin:end])


def key_of(line: str) -> str:
    """What tells lines apart."""
    return "".join(filter(str.isalnum, line.casefold())) or line


def agreement(ours: list[str], theirs: list[str]) -> float:
    """F1 (0..1) of the words of both texts as bags."""
    mine, other = (Counter(" ".join(text).casefold().split()) for text in (ours, theirs))
    total = mine.total() + other.total()
    return 2 * (mine & other).total() / total if total else 1.0


def in_terminal(name: str, ours: list[str], theirs: list[str], paint: Paint, *, whole: bool) -> Iterator[str]:
    """The differences to one peer, a line each."""
    words = sum(len(line.split()) for line in theirs)
    yield paint(f"{name}: {words} words, {100 * agreement(ours, theirs):.0f} % as ours", BOLD)
    for same, mine, other in differences(ours, theirs):
        if same:
            yield from (paint(f"  {line}", DIM) for line in mine) if whole else ()
            continue
        yield from (paint(f"+ {line}", GREEN) for line in mine)
        yield from (paint(f"- {line}", RED) for line in other)


def as_html(title: str, ours: list[str], theirs: dict[str, list[str]]) -> str:
    """The texts side by side, a table for each peer; safe to open, whatever the page holds."""
    policy = POLICY.format(style=digest(STYLE), script="none")
    parts = [
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{policy}">'
        f"<title>declutter compare: {escape(title)}</title><style>{STYLE}</style></head><body><h1>{escape(title)}</h1>"
    ]
    for name, text in theirs.items():
        parts.append(f"<h2>{name}: {100 * agreement(ours, text):.0f} % as ours</h2><table><tr><th>declutter</th><th>{name}</th></tr>")
        for same, mine, other in differences(ours, text):
            state = "same" if same else "only"
            cells = (("ours", mine), ("theirs", other))
            row = "".join(
                f'<td class="{state} {side}">{"<br>".join(map(escape, lines))}</td>' if lines else "<td></td>" for side, lines in cells
            )
            parts.append(f"<tr>{row}</tr>")
        parts.append("</table>")
    return "".join([*parts, "</body></html>"])
