"""Corrected verdicts: `Document.with_verdicts` renders a page again, and leaves the document that it is called on as it is."""

from __future__ import annotations

import pickle
from typing import Any

import pytest

from declutter import Document, extract

RIVER = "The river rose by two metres in one night, and the mayor asked everybody in the lower streets to leave at once."
BRIDGE = "The bridge by the mill was closed at noon, when the water reached its deck and drove trees against the pillars."
STORY = f"""<html><body><nav><a href="/">Home</a></nav><article><h1>Flood</h1><p>{RIVER}</p><figure><img src="/b.jpg" width="900"
height="600" alt="The bridge"></figure><p>{BRIDGE}</p></article><footer><p>Printed in <b>Vessin</b></p></footer></body></html>"""


def index(document: Document, text: str) -> int:
    return next(verdict.index for verdict in document.blocks if verdict.text == text)


def test_verdicts_are_changed_in_a_new_document() -> None:
    document = extract(STORY, url="https://courier.example/flood")
    before = document.text, document.markdown, document.blocks
    imprint, bridge, home = index(document, "Printed in Vessin"), index(document, BRIDGE), index(document, "Home")
    changed = document.with_verdicts({imprint: True, bridge: False, home: False})
    assert changed.text.splitlines()[-1] == "Printed in Vessin" and BRIDGE not in changed.text and RIVER in changed.text
    assert "**Vessin**" in changed.markdown and changed.title == document.title
    assert (document.text, document.markdown, document.blocks) == before
    verdict = changed.blocks[imprint]
    assert (verdict.kept, verdict.decided_by, verdict.reason) == (True, "correction", "was kept by hand")
    assert changed.blocks[home].decided_by == "correction", "a verdict that is confirmed, too"
    assert document.with_verdicts({str(imprint): True, str(bridge): False}).text == changed.text, "numbers as JSON has them"
    assert changed.with_verdicts({imprint: False, bridge: True}).text == document.text


def test_status_follows() -> None:
    document = extract(STORY)
    nothing = document.with_verdicts({verdict.index: False for verdict in document.blocks})
    assert (nothing.status, nothing.text, bool(nothing), nothing.quality) == ("empty", "", False, 0.0)
    assert nothing.with_verdicts({0: True}).status == "ok"
    assert document.with_verdicts({}) == document


def test_after_pickling() -> None:
    document = extract(STORY, url="https://courier.example/flood")
    copy = pickle.loads(pickle.dumps(document)).with_verdicts({index(document, "Printed in Vessin"): True})
    assert copy.text.endswith("Printed in Vessin")
    assert [image.src for image in copy.images] == ["https://courier.example/b.jpg"]


@pytest.mark.parametrize(
    ("verdicts", "message"),
    [
        ({99: True}, "has the blocks 0 to 4, and no block 99"),
        ({-1: True}, "no block -1"),
        ({"x": True}, "no block 'x'"),
        ({"99": True}, "no block '99'"),
        ({True: True}, "no block True"),
        ({1: "yes"}, "block 1 must be True"),
        ({1: 1}, "block 1 must be True"),
    ],
)
def test_wrong_verdicts_are_refused(verdicts: Any, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        extract(STORY).with_verdicts(verdicts)
