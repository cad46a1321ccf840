"""The report: everything that it shows is in the file, as data; what comes from the page is never markup in it."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from hashlib import sha256
from itertools import islice
from pathlib import Path

import pytest
from lxml import html
from vectors import vectors

from declutter import Document, extract
from declutter.cli import main
from declutter.report import report
from declutter.report.data import FIELDS

PAGES = sorted((Path(__file__).parents[2] / "fixtures" / "pages").iterdir())
HOSTILE = "<p>The </script><script>alert(1)</script> <!-- ends <![CDATA[ here, said the {{title}} of the harbour to nobody at all.</p>"


def parsed(text: str) -> tuple[html.HtmlElement, dict[str, object]]:
    root = html.document_fromstring(text)
    (data,) = root.xpath("//script[@id='data']/text()")
    return root, json.loads(data)


@pytest.fixture(scope="module", params=PAGES[::12], ids=lambda folder: folder.name)
def document(request: pytest.FixtureRequest) -> Document:
    return extract(request.param / "page.html")


def test_every_block_is_there_with_its_verdict(document: Document) -> None:
    _, data = parsed(report(document))
    blocks = data["blocks"]
    assert isinstance(blocks, list)
    assert [(b["text"], b["kept"], b["label"], b["reason"]) for b in blocks] == [
        (v.text, v.kept, v.label, v.reason) for v in document.blocks
    ]
    assert data["threshold"] == pytest.approx(document.threshold, abs=1e-4)
    for block, verdict in zip(blocks, document.blocks, strict=True):
        assert sum(part for _, part in block["parts"]) == pytest.approx(verdict.log_odds, abs=5e-5 * (len(block["parts"]) + 1))
        assert all(0 <= number < len(data["said"]) for number, _ in block["signals"])  # type: ignore[arg-type]


def test_metadata_with_the_claims_that_lost(document: Document) -> None:
    _, data = parsed(report(document))
    fields = {field["name"]: field for field in data["metadata"]}  # type: ignore[attr-defined]
    assert len(fields) == len(FIELDS)
    assert fields["title"]["value"] == document.title
    assert [claim["value"] for claim in fields["title"]["lost"]] == [str(claim.value) for claim in document.metadata.candidates("title")]


def test_nothing_of_the_page_is_markup() -> None:
    for source in (HOSTILE * 3, *(vector.source for vector in islice(vectors(), 0, None, 29))):
        text = report(extract(source, input="html"))
        root, data = parsed(text)
        assert len(root.xpath("//script")) == 2
        assert len(root.xpath("//style")) == 1
        assert not root.xpath("//*[@src or @onerror or @onclick or @style] | //iframe | //object | //img")
        assert root.xpath("//@href") == ["#blocks"]
        assert data["blocks"] is not None


def test_the_policy_names_the_style_and_the_script(document: Document) -> None:
    root, _ = parsed(report(document))
    policy = root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert "default-src 'none'" in policy
    for tag in ("style", "script[last()]"):
        (inline,) = root.xpath(f"(//{tag})[last()]/text()")
        assert f"'sha256-{b64encode(sha256(inline.encode()).digest()).decode()}'" in policy


def test_no_address_outside_the_data(document: Document) -> None:
    text = re.sub(r'(?s)<script type="application/json".*?</script>', "", report(document)).replace("http://www.w3.org/2000/svg", "")
    assert not re.search(r"https?:|url\(|@import|src=", text)


@pytest.mark.parametrize("source", ["", "<p></p>", b"%PDF-1.7 \x00\x01", "a line\n\nanother line"])
def test_a_page_without_text_has_a_report(source: str | bytes) -> None:
    _, data = parsed(report(extract(source)))
    assert data["status"] in ("empty", "not_html", "ok")


def test_a_pickled_document_has_the_same_report(document: Document) -> None:
    import pickle

    assert report(pickle.loads(pickle.dumps(document))) == report(document)


def test_the_command_writes_a_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pages = [str(folder / "page.html") for folder in PAGES[:2]]
    target = tmp_path / "report.html"
    assert main(["explain", pages[0], "--html", str(target)]) == 0
    assert target.read_text("utf-8").strip() == report(extract(Path(pages[0]))).strip()
    assert main(["explain", *pages, "--html", str(tmp_path / "reports")]) == 0
    assert len(list((tmp_path / "reports").rglob("*.html"))) == 2
    assert capsys.readouterr().out == ""
