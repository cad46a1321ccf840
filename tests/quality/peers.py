"""Score the peers on every data set: ``python tests/quality/peers.py BENCHMARKS OUT.json [SET…]``.

Peers are trafilatura, resiliparse and readability-lxml (the extra ``bench``). OUT holds a row for each page and peer, scored as our
own text
is (`declutter.training.score`); pages are handed over as bytes, or decoded by `declutter.sources.decode` for peers that take no bytes.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import readability
import resiliparse.extract.html2text
import trafilatura
from inscriptis import get_text
from retrain import WEIGHTS

from declutter.sources.decode import decode
from declutter.training.dataset import LabelledPage, read_set
from declutter.training.score import score


def by_trafilatura(page: LabelledPage) -> str:
    return trafilatura.extract(page.source, url=page.url) or ""


def by_resiliparse(page: LabelledPage) -> str:
    return str(resiliparse.extract.html2text.extract_plain_text(decode(page.source).text, main_content=True))


def by_readability(page: LabelledPage) -> str:
    return str(get_text(readability.Document(decode(page.source).text).summary()))


PEERS: dict[str, Callable[[LabelledPage], str]] = {
    "trafilatura": by_trafilatura,
    "resiliparse": by_resiliparse,
    "readability-lxml": by_readability,
}


def row(name: str, page: LabelledPage) -> dict[str, Any]:
    """What a peer got on a page; an error counts as an empty text, and is named."""
    start, error = time.process_time(), ""
    try:
        text = PEERS[name](page)
    except Exception as raised:  # whatever a peer raises, the comparison goes on
        text, error = "", type(raised).__name__
    seconds = time.process_time() - start
    return {"peer": name, "set": page.dataset, "id": page.id, "seconds": round(seconds, 5), "error": error, **score(page, text)._asdict()}


def main(benchmarks: Path, out: Path, *sets: str) -> int:
    """Run the command."""
    rows = []
    for name in sets or WEIGHTS:
        pages = read_set(benchmarks / f"{name}.tar.xz")
        rows += [row(peer, page) for page in pages for peer in PEERS]
        out.write_text(json.dumps(rows), "utf-8")
        print(name, flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1]), Path(sys.argv[2]), *sys.argv[3:]))
