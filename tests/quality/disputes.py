"""Pages whose truth about metadata is open to doubt, each with the reason: ``python tests/quality/disputes.py [SET…]``.

Only pages are listed on which declutter differs from the truth, and only where the page itself speaks against the truth. Nothing in the
package knows these pages; the list is there to be checked by hand, and to tell how far a figure can go.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "bench"))
from benchmark_pages import bench, missing

from declutter import Document, extract

SETS = ("trafeval-dev", "wcxb-dev", "fundus-dev", "htmldate-dev", "readability")
ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def differs(day: str, document: Document) -> bool:
    """Whether the truth has a day, and declutter not the same."""
    published = document.metadata.published
    return bool(day) and (published is None or published.isoformat()[:10] != day)


def doubts(truth: dict[str, Any], page: bytes, document: Document) -> Iterator[tuple[str, str]]:
    """Field and reason for each doubt about a page's truth."""
    yield from doubts_of_date(str(truth.get("date") or "")[:10], document, page.decode("utf-8", "replace"))
    names = [name for name in document.authors if folded(name) in folded(page.decode("utf-8", "replace"))]
    if "authors" in truth and not truth["authors"] and names:
        yield "author", f"none in the truth; the page names {', '.join(names)} ({document.metadata.sources['authors']})"
    shown = document.judged.page.headline
    title = truth.get("title") or ""
    if title and shown.block >= 0 and folded(shown.text) == folded(document.title) != folded(title):
        yield "title", f"{title!r} in the truth; the headline shown is {shown.text!r}"


def doubts_of_date(day: str, document: Document, source: str) -> Iterator[tuple[str, str]]:
    """Doubts about a day in the truth."""
    meta = document.metadata
    if not differs(day, document):
        return
    found = meta.published.isoformat()[:10] if meta.published else None
    if not ISO_DAY.fullmatch(day):
        yield "date", f"{day!r} is no day"
        return
    if meta.modified and meta.modified.isoformat()[:10] == day:
        yield "date", f"{day} is the day of the last change; published {found} ({meta.sources.get('published')})"
        return
    year, month, number = day.split("-")
    written = {day, f"{year}/{month}/{number}", year + month + number, f"{number}.{month}.{year}", f"{int(number)}.{int(month)}.{year}"}
    in_words = re.search(rf"\b0?{int(number)}\b.{{0,24}}{year}|{year}.{{0,12}}\b0?{int(number)}\b", source)
    if not in_words and not any(form in source for form in written):
        yield "date", f"{day} stands nowhere in the page; found {found}"


def main(sets: list[str]) -> int:
    """Print the list, and how many there are of each kind."""
    if why := missing(*sets):
        sys.exit(why)
    for name in sets:
        counts: Counter[str] = Counter()
        for truth, page in bench().load(name):
            document = extract(page, url=truth.get("url"))
            counts["date that differs"] += differs(str(truth.get("date") or "")[:10], document)
            for field, reason in doubts(truth, page, document):
                counts[field] += 1
                print(f"{name}  {truth['id']}  {field}: {reason}")
        print(f"{name}: " + ", ".join(f"{count} of {field}" for field, count in sorted(counts.items())) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:] or list(SETS)))
