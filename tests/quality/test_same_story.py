"""The seed's own publisher, as HTML and flattened to lines: both come out as the same story.

In lines a caption or a teaser between two paragraphs looks like a subhead, and teasers of whole paragraphs below a story look like its end
(one page of the seven keeps two of them), so some lines may differ: the texts agree to ``AGREEMENT`` each, and to ``MEAN`` together.
"""

from __future__ import annotations

import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "bench"))
from benchmark_pages import bench, missing

from declutter import extract

pytestmark = pytest.mark.quality

DATA = "fundus-dev"
PUBLISHER = "euronews.com"
AGREEMENT = 0.81  # word F1 of one text against the other
MEAN = 0.94


def test_html_and_lines_give_the_same_story(capsys: pytest.CaptureFixture[str]) -> None:
    why = missing(DATA)
    if why:
        with capsys.disabled():
            print(f"\nTHE SAME STORY IS NOT CHECKED: {why}")
        pytest.skip(why)
    tools = bench()
    pages = [(truth, page) for truth, page in tools.load(DATA) if (urlsplit(truth["url"]).hostname or "").endswith(PUBLISHER)]
    assert len(pages) >= 5
    agreement = {}
    for truth, page in pages:
        html, lines = extract(page, url=truth["url"]), extract(tools.flatten(page), input="lines")
        agreement[truth["id"]] = round(tools.bag_f1(lines.text, html.text)[2], 4)
    with capsys.disabled():
        print(f"\n{DATA}, {PUBLISHER}: {agreement}")
    assert min(agreement.values()) >= AGREEMENT
    assert sum(agreement.values()) / len(agreement) >= MEAN
