"""``declutter explain PAGE…``: print why each block was kept or dropped."""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import sys
from typing import TYPE_CHECKING, Any

from declutter.cli.arguments import add_addresses, add_extraction, add_general
from declutter.cli.classifiers import add_classifiers
from declutter.cli.pages import EPILOG, Run, run_over
from declutter.report import report

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from declutter import Document, Verdict
    from declutter.cli.inputs import Named

NARROW, WIDE = 100, 160  # columns; the width of a line where the terminal does not tell, and the most that is used of it
TEXT = 44  # characters of a block's text in a line
LABEL = 10  # columns of a label
GREEN, RED, DIM, BOLD, PLAIN = "\x1b[32m", "\x1b[31m", "\x1b[2m", "\x1b[1m", "\x1b[0m"
# control characters but line ends and the colours above, and marks that turn the direction of what follows
CONTROL = re.compile("\x1b(?!\\[(?:[012]|31|32)m)|[\x00-\x09\x0b-\x1a\x1c-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
BAR = 8  # columns of a bar for each unit of log-odds, which ends at LONGEST_BAR
LONGEST_BAR = 24
SMALLEST = 0.01  # log-odds; what adds less is summed up in one line


def parser() -> argparse.ArgumentParser:
    """The subcommand's arguments."""
    made = argparse.ArgumentParser(
        prog="declutter explain",
        description="Print for each block whether it was kept (+) or dropped (-), how likely it is to be text, what it looks like and why.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    made.add_argument("pages", nargs="*", metavar="PAGE", help="as of `declutter PAGE`")
    made.add_argument("--block", type=int, metavar="N", help="everything about block N: its place, its reason, and what each signal adds")
    made.add_argument("--grep", metavar="TEXT", help="only blocks that contain this text, whatever its case")
    made.add_argument("--json", action="store_true", help="print JSON: the page's threshold and its verdicts")
    made.add_argument(
        "--html", dest="output", metavar="FILE", help="write a report to look at in a browser, one file; of several pages, into this folder"
    )
    made.add_argument("--color", choices=("auto", "always", "never"), default="auto", help="colours (default: where a terminal shows them)")
    add_extraction(made)
    add_classifiers(made)
    add_addresses(made)
    add_general(made)
    made.set_defaults(format="text", explain=True)
    return made


def run(argv: Sequence[str]) -> int:
    """Run the subcommand and return its exit code."""
    return run_over(Explain, parser(), argv)


class Explain(Run):
    """One run of the command over its pages."""

    def shown(self, page: Named, document: Document) -> str:
        """The verdicts on the page that are asked for, or the report of the page."""
        if self.args.output:
            return report(document)
        wanted = chosen(document, self.args)
        detailed = self.args.block is not None
        if self.args.json:
            self.args.format = "json"
            return as_json(document, wanted, detailed=detailed, indent=None if self.several else 2)
        paint = Paint(self.args.color)
        lines = details(document, wanted, paint) if detailed else overview(document, wanted, paint)
        return printable("\n".join(lines))

    def suffix(self) -> str:
        return ".html"


def chosen(document: Document, args: argparse.Namespace) -> list[Verdict]:
    """The verdicts that the arguments ask for."""
    found = list(document.blocks)
    if args.block is not None:
        found = found[args.block : args.block + 1] if args.block >= 0 else []
    if args.grep is not None:
        found = [verdict for verdict in found if args.grep.casefold() in verdict.text.casefold()]
    return found


class Paint:
    """Colours, where they are shown."""

    def __init__(self, when: str) -> None:
        terminal = sys.stdout is not None and sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        self.used = when == "always" or (when == "auto" and terminal)
        self.width = min(shutil.get_terminal_size((NARROW, 24)).columns, WIDE) if terminal else 0  # 0: lines are not shortened

    def __call__(self, text: str, *styles: str) -> str:
        return "".join((*styles, text, PLAIN)) if self.used else text


def overview(document: Document, wanted: Sequence[Verdict], paint: Paint) -> Iterator[str]:
    """The page in a line, and a line for each block."""
    kept = sum(verdict.kept for verdict in document.blocks)
    yield paint(
        f"{kept} of {len(document.blocks)} blocks kept; this page keeps what is {likely(document.threshold)} likely to be text", BOLD
    )
    for verdict in wanted:
        colour, mark = (GREEN, "+") if verdict.kept else (RED, "-")
        head = f"{verdict.index:5} {mark} {100 * verdict.score:3.0f} % {verdict.label:<{LABEL}} "
        text = shortened(verdict.text, TEXT)
        why = "; ".join((*verdict.because, *(() if verdict.decided_by == "cut" else (f"by the step {verdict.decided_by}",))))
        room = max(paint.width - len(head) - TEXT - 3, 20) if paint.width else len(why)
        yield f"{paint(head, colour)}{paint(f'{text:<{TEXT}}', *(() if verdict.kept else (DIM,)))} | {shortened(why, room)}".rstrip()
    if not wanted:
        yield "no such block"


def details(document: Document, wanted: Sequence[Verdict], paint: Paint) -> Iterator[str]:
    """All about one block."""
    if not wanted:
        yield f"no such block; the page has {len(document.blocks)}, from 0"
    for verdict in wanted:
        state = paint("kept", GREEN, BOLD) if verdict.kept else paint("dropped", RED, BOLD)
        yield f"block {verdict.index}: {state}, {verdict.label}, decided by the step {verdict.decided_by}"
        yield f"  {shortened(verdict.text, 300)}"
        yield ""
        yield f"{verdict.reason}."
        yield ""
        if verdict.path:
            yield f"path      {verdict.path}"
        if verdict.xpath:
            yield f"xpath     {verdict.xpath}" + (f", line {verdict.line}" if verdict.line else "")
        yield f"score     {verdict.score:.4f}, log-odds {verdict.log_odds:+.3f}; the page's threshold is {document.threshold:.4f}"
        yield ""
        yield paint("what adds to the log-odds (+ for the text, - against it)", BOLD)
        yield from contributions(verdict, paint)


def contributions(verdict: Verdict, paint: Paint) -> Iterator[str]:
    """Each classifier's contribution, the strongest first, with its signals below; they sum to the last line."""
    phrases, signals = verdict.explained.words(verdict.index), verdict.signals
    words = {"bias": "without any evidence", "context": "the blocks around it and like it", "site": "other pages of the site"}
    groups = sorted(verdict.contributions.items(), key=lambda pair: -abs(pair[1]))
    for name, part in groups:
        yield f"{part:+8.3f}  {bar(part, paint)}{name}" + (f": {words[name]}" if name in words else "")
        own = sorted(((more, signal) for signal, more in signals.items() if signal.startswith(f"{name}.")), key=lambda pair: -abs(pair[0]))
        small = [more for more, _ in own if abs(more) < SMALLEST]
        for more, signal in own[: len(own) - len(small)]:
            if name != "context":
                yield paint(f"{'':10}{more:+8.3f}  {signal}: it {phrases.get(signal, signal)}", DIM)
        if small and name != "context":
            yield paint(f"{'':10}{sum(small):+8.3f}  {len(small)} smaller ones", DIM)
    yield f"{sum(verdict.contributions.values()):+8.3f}  is their sum, {100 * verdict.score:.1f} %"


def bar(part: float, paint: Paint) -> str:
    """A bar as long as a contribution, for terminals."""
    length = min(round(abs(part) * BAR), LONGEST_BAR)
    return paint(f"{'█' * length:<{LONGEST_BAR}} ", GREEN if part > 0 else RED) if paint.used else ""


def as_json(document: Document, wanted: Sequence[Verdict], *, detailed: bool, indent: int | None) -> str:
    """The verdicts as JSON, with what each signal adds where one block is asked for."""
    blocks = [verdict.to_dict() | ({"signals": verdict.signals} if detailed else {}) for verdict in wanted]
    data: dict[str, Any] = {"url": document.url, "title": document.title, "status": document.status, "threshold": document.threshold}
    return json.dumps({**data, "blocks": blocks}, ensure_ascii=False, indent=indent)


def likely(threshold: float) -> str:
    """The threshold in words."""
    return f"{100 * threshold:.0f} % or more"


def shortened(text: str, width: int) -> str:
    """The beginning of a text on one line."""
    line = " ".join(text.split())
    return line if len(line) <= width else line[: width - 1] + "…"


def printable(text: str) -> str:
    """Text without control characters of the page, which a terminal would obey; colours stay."""
    return CONTROL.sub("\ufffd", text)
