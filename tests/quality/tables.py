"""The tables of docs/quality.md, out of the report of a training. A table stands after a line ``<!-- table: NAME -->``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

TYPES = ("article", "documentation", "service", "forum", "listing", "product", "collection")
FOCUSES = ("precision", "balanced", "recall")
TEXTS = ("wcxb-dev", "fundus-dev", "readability")
PEERS = (
    ("WCXB dev (1,497, seven page types)", "html", "wcxb-dev", "f1", ".819 | .776 | .859 (rs-trafilatura)"),
    ("Fundus dev (136 news articles, 30 countries)", "html", "fundus-dev", "f1", ".928 | .855 | "),
    ("Readability's test pages (130)", "html", "readability", "f1", ".932 | .927 | .969 (readability-lxml: its own pages)"),
    ("trafilatura's evaluation, half (467), segments", "html", "trafeval-dev", "segments", ".918 | .843 | "),
    ("documentation of 39 templates (250)", "html", "docs-dev", "f1", ".929 | .937 | "),
    ("news of 2011 and 2012 in five languages (398)", "html", "daniel-dev", "f1", ".846 | .769 | "),
    ("forum threads (36)", "html", "forum52-dev", "f1", ".693 | .568 | "),
    ("recipes in 12 languages (211), segments", "html", "recipes-dev", "segments", ".887 | .892 | "),
    ("Czech threads and articles with comments (60)", "html", "drupalcz", "f1", ".633 | .662 | "),
    ("WCXB dev, flattened to lines", "lines", "wcxb-dev", "f1", "reads no lines | reads no lines | "),
    ("Fundus dev, flattened", "lines", "fundus-dev", "f1", " | | "),
    ("trafilatura's evaluation, flattened, segments", "lines", "trafeval-dev", "segments", " | | "),
)
VALIDATED = "cross-validated by domain"
AUGMENTED = "cross-validated on augmented copies"
LEFT_OUT = tuple((name, data, key) for name, kind, data, key, _ in PEERS if kind == "html")


def figure(value: float) -> str:
    return f"{value:.3f}".removeprefix("0")


def row(*cells: str) -> str:
    return re.sub(r" +", " ", f"| {' | '.join(cells)} |")


def peers(report: dict[str, Any]) -> list[str]:
    rows = [row(name, figure(report[kind][VALIDATED]["balanced"][data][key]), others) for name, kind, data, key, others in PEERS]
    return ["| set (pages) | declutter | trafilatura 2.3 | resiliparse 2.0 | best published |", "|---|---|---|---|---|", *rows]


def types(report: dict[str, Any]) -> list[str]:
    found = {kind: report[kind][VALIDATED]["balanced"]["wcxb-dev"] for kind in ("html", "lines")}
    rows = [row(name, *(figure(found[kind][key]) for key in TYPES)) for name, kind in (("HTML", "html"), ("lines", "lines"))]
    return [row("", *TYPES), "|" + "---|" * (len(TYPES) + 1), *rows]


def left_out(report: dict[str, Any]) -> list[str]:
    rows = []
    for name, data, key in LEFT_OUT:
        for kind in ("html", "lines"):
            if f"without {data}" not in report[kind]:
                continue
            alone, all_sets = report[kind][f"without {data}"][data][key], report[kind][VALIDATED]["balanced"][data][key]
            rows.append(row(f"{name}{', flattened' if kind == 'lines' else ''}", figure(alone), figure(all_sets), figure(all_sets - alone)))
    return ["| set | without it | cross-validated | difference |", "|---|---|---|---|", *rows]


def augmented(report: dict[str, Any]) -> list[str]:
    found, copies = report["html"][VALIDATED]["balanced"], report["html"][AUGMENTED]
    rows = [row(name, figure(found[data][key]), figure(copies[data][key])) for name, kind, data, key, _ in PEERS if kind == "html"]
    return ["| set (pages) | as they are | augmented copies |", "|---|---|---|", *rows]


def focus(report: dict[str, Any], kind: str) -> list[str]:
    rows = []
    for name in FOCUSES:
        found = report[kind][VALIDATED][name]
        rows.append(row(f"`{name}`", *(" / ".join(figure(found[data][key]) for key in ("precision", "recall", "f1")) for data in TEXTS)))
    return ["| focus | WCXB dev | Fundus dev | Readability |", "|---|---|---|---|", *rows]


def reliability(report: dict[str, Any], of: str, head: str) -> list[str]:
    (rows,) = (value for title, value in report["html"].items() if title.startswith(f"reliability of {of}"))
    return [head, "|---|---|---|", *(row(figure(said), figure(true), f"{100 * mass:.1f} %") for said, true, mass in rows)]


def tables(report: dict[str, Any]) -> dict[str, list[str]]:
    """Name -> the lines of the table."""
    return {
        "peers": peers(report),
        "types": types(report),
        "left out": left_out(report),
        "augmented": augmented(report),
        "focus html": focus(report, "html"),
        "focus lines": focus(report, "lines"),
        "probabilities": reliability(report, "probabilities", "| mean probability | share that belongs | of all words |"),
        "quality": reliability(report, "quality", "| mean estimate | mean F1 | of all pages |"),
    }


def write_tables(report: dict[str, Any], path: Path) -> None:
    """Put the tables where the page has marks for them.

    Raises:
        ValueError: if the page lacks the mark of a table.
    """
    text = path.read_text("utf-8")
    for name, lines in tables(report).items():
        mark = f"<!-- table: {name} -->\n"
        if mark not in text:
            raise ValueError(f"{path} has no line {mark.strip()}")
        before, _, after = text.partition(mark)
        rest = re.sub(r"\A(?:\|[^\n]*\n)*", "", after)
        text = before + mark + "\n".join(lines) + "\n" + rest
    path.write_text(text, "utf-8")
