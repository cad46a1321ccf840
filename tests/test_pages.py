"""The fixture suite: composed pages and line pages with what a careful editor would keep.

``pytest --update`` rewrites the ``known_gaps`` of a fixture: the lines that are still lost or kept wrongly. A gap is a debt written
down, not a pass: the test fails as soon as a page gets worse than its gaps, and also when it gets better, so that the list shrinks.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from declutter import Document, extract
from declutter.options import Input

FIXTURES = Path(__file__).parent.parent / "fixtures"
PAGES = sorted((FIXTURES / "pages").iterdir())
LINES = sorted((FIXTURES / "lines").iterdir())
MARKDOWN = sorted((FIXTURES / "markdown").iterdir())
WRITTEN: dict[str, tuple[str, Input]] = {
    "pages": ("page.html", "html"),
    "lines": ("page.txt", "lines"),
    "markdown": ("page.md", "markdown"),
}
FIELDS = ("title", "authors", "published", "site_name", "language", "description", "url")
ALWAYS_STATED = ("about", "status", "labels", "embeds", "comments")


def load(folder: Path) -> tuple[dict[str, Any], str]:
    """A fixture's expectations: the JSON, and the text."""
    expected = json.loads((folder / "expected.json").read_text("utf-8"))
    missing = [key for key in ALWAYS_STATED if key not in expected]
    assert not missing, f"{folder.name}/expected.json does not state {missing}; see docs/add-a-fixture.md"
    return expected, (folder / "expected.txt").read_text("utf-8")


def run(folder: Path) -> Document:
    """The page as the library reads it."""
    file, kind = WRITTEN[folder.parent.name]
    return extract(folder / file, input=kind)


def differences(document: Document, text: str) -> dict[str, list[str]]:
    """Lines lost and lines kept wrongly, in order."""
    wanted, found = text.splitlines(), document.text.splitlines()
    missing, extra = Counter(map(squeeze, wanted)), Counter(map(squeeze, found))
    lost = missing - extra
    return {"lost": ordered(wanted, lost), "extra": ordered(found, extra - missing)}


def squeeze(line: str) -> str:
    return " ".join(line.split())


def ordered(lines: list[str], left: Counter[str]) -> list[str]:
    """The lines counted in ``left``, as they stand."""
    left = left.copy()
    out = []
    for line in map(squeeze, lines):
        if left[line] > 0:
            left[line] -= 1
            if line:
                out.append(line)
    return out


def metadata_of(document: Document) -> dict[str, Any]:
    """The fields that fixtures state."""
    published = document.published_at or document.published
    return {
        "title": document.title,
        "authors": list(document.authors),
        "published": published.isoformat() if published else None,
        "site_name": document.site_name or None,
        "language": document.language or None,
        "description": document.description or None,
        "url": document.url or None,
    }


def found_gaps(folder: Path) -> dict[str, Any]:
    """Everything in which the document differs from the expectations."""
    expected, text = load(folder)
    document = run(folder)
    gaps: dict[str, Any] = {key: lines for key, lines in differences(document, text).items() if lines}
    meta = metadata_of(document)
    wrong = {key: meta[key] for key in FIELDS if key in expected and (expected[key] or None) != (meta[key] or None)}
    labels = {verdict.text: verdict.label for verdict in reversed(document.blocks) if not verdict.kept}
    mislabelled = {block: labels.get(block, "kept") for block, label in expected["labels"].items() if labels.get(block, "kept") != label}
    gaps |= {"metadata": wrong} if wrong else {}
    gaps |= {"labels": mislabelled} if mislabelled else {}
    if document.status != expected["status"]:
        gaps["status"] = document.status
    comments = [squeeze(line) for comment in document.comments for line in comment.text.splitlines()]
    if comments != [squeeze(c) for c in expected["comments"]]:
        gaps["comments"] = comments
    embeds = [{key: value for key, value in embed._asdict().items() if value and key != "block"} for embed in document.embeds]
    wanted = [{key: value for key, value in embed.items() if value} for embed in expected["embeds"]]
    if [trimmed(e, w) for e, w in zip(embeds, wanted, strict=False)] != wanted or len(embeds) != len(wanted):
        gaps["embeds"] = embeds
    return gaps


def trimmed(embed: dict[str, str], wanted: dict[str, str]) -> dict[str, str]:
    """The keys of an embed that the fixture states."""
    return {key: value for key, value in embed.items() if key in wanted}


@pytest.mark.parametrize("folder", PAGES + LINES + MARKDOWN, ids=lambda f: f"{f.parent.name}/{f.name}")
def test_page(folder: Path, request: pytest.FixtureRequest) -> None:
    expected, _ = load(folder)
    gaps = found_gaps(folder)
    known = expected.get("known_gaps", {})
    if gaps != known and request.config.getoption("--update"):
        expected.pop("known_gaps", None)
        if gaps:
            expected["known_gaps"] = gaps
        (folder / "expected.json").write_text(json.dumps(expected, ensure_ascii=False, indent=2) + "\n", "utf-8")
    elif gaps != known:
        shown = json.dumps({"found": gaps, "known": known}, ensure_ascii=False, indent=2)
        pytest.fail(
            f"{folder.parent.name}/{folder.name} differs from its fixture:\n{shown}\nTo accept: pytest tests/test_pages.py --update"
        )


def test_suite_is_large_enough() -> None:
    assert len(PAGES) >= 60
    assert len(LINES) >= 25
