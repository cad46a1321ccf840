"""The subcommands: name -> what it does. Each is the module of its name in this package."""

from __future__ import annotations

PAGES = "pages"  # the module of the command without a subcommand
COMMANDS = {
    "batch": "extract many pages: folders, JSONL, Parquet, WARC and WET files",
    "explain": "print why each block of a page was kept or dropped",
    "fixture": "make a labelled page of a page and its corrected verdicts",
    "compare": "show where our text differs from that of other libraries",
    "profile": "print how long each step of an extraction takes",
}


def epilog() -> str:
    """The subcommands as the last lines of ``--help``."""
    rows = (f"  declutter {name:10} {text}; `declutter {name} --help` has its options" for name, text in COMMANDS.items())
    return "\n".join(("Subcommands:", *rows))
