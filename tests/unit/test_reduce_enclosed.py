"""Short blocks between kept ones: code, formulas, tables, items and headings are kept unless they are boilerplate."""

from __future__ import annotations

import numpy as np
import pytest

from declutter import Options
from declutter.annotate import annotate
from declutter.reduce import reduce
from declutter.sources import read

PARAGRAPHS = [
    f"The {who} of the upper valley wrote down in the spring of that year how a {what} is built, and nobody has changed a word of it since."
    for who, what in (("millers", "weir"), ("masons", "kiln"), ("weavers", "loom"), ("smiths", "forge"))
]
CODE = "weir --height 3 --gate left"
LINKS = "".join(f'<li><a href="/{name}">{name} of the valley</a></li>' for name in ("Mills", "Kilns", "Looms"))


def kept(between: str, probability: float, before: str = "", after: str = "") -> list[str]:
    """The short texts that are kept where all of them have one probability, with ``between`` in the middle of the paragraphs."""
    first, second, *others = (f"<p>{text}</p>" for text in PARAGRAPHS)
    html = f"<body><nav><a href=/>Start</a></nav><main>{before}{first}{second}{between}{''.join(others)}{after}</main></body>"
    page = annotate(read(html, Options(input="html")))
    probabilities = np.array([0.97 if text in PARAGRAPHS else probability for text in page.texts], np.float32)
    selection = reduce(page, probabilities)
    flips = {page.texts[i] for i, flip in selection.flips.items() if flip.by == "enclosed"}
    texts = [page.texts[i] for i in np.flatnonzero(selection.keep) if page.texts[i] not in PARAGRAPHS]
    assert flips == set(texts)
    return texts


@pytest.mark.parametrize(
    ("between", "wanted"),
    [
        (f"<pre>{CODE}</pre>", [CODE]),
        ("<ul><li>Ada Krog</li><li>Jon Velt, Harn</li></ul>", ["Ada Krog", "Jon Velt, Harn"]),
        ("<dl><dt>gate</dt><dd>left</dd></dl>", ["gate", "left"]),
        ("<table><tr><th>Weir</th><th>Metres</th></tr><tr><td>Upper</td><td>3</td></tr></table>", ["Weir", "Metres", "Upper", "3"]),
        ('<div class="widget-heading"><div><h3>The gate</h3></div></div>', ["The gate"]),
        ("<math display=block><mi>a</mi><mo>=</mo><mi>b</mi></math>", ["a=b"]),
        ('<h3><a href="#gate">The gate</a></h3>', ["The gate"]),
        ('<ul><li><a href="#gate">The gate</a></li><li><a href="#wheel">The wheel</a></li></ul>', ["The gate", "The wheel"]),
    ],
    ids=["code", "names", "terms", "table", "heading in a box", "formula", "heading with an anchor", "contents"],
)
def test_a_short_block_between_kept_ones_is_kept(between: str, wanted: list[str]) -> None:
    assert kept(between, 0.35) == wanted


@pytest.mark.parametrize(
    "between",
    [
        f"<ul>{LINKS}</ul>",
        '<ul class="share-bar"><li>Ada Krog</li><li>Jon Velt</li></ul>',
        '<div class="related-posts"><h3>The gate</h3><ul><li>Ada Krog</li></ul></div>',
        '<h3><a href="/gate">The gate of the upper weir</a></h3>',
        "<ul><li>Share on Facebook</li><li>Print this page</li></ul>",
        "<p>A short line</p>",
        "<h3>More of this</h3><p>A short line</p>",
    ],
    ids=["links", "named", "teaser", "headline of another page", "phrases", "plain text", "heading of what is dropped"],
)
def test_boilerplate_between_kept_blocks_stays_dropped(between: str) -> None:
    assert kept(between, 0.35) == []


def test_a_name_of_a_container_around_the_text_as_well_says_nothing() -> None:
    page = '<div class="tabs-nav"><p>{}</p><p>{}</p><pre>{}</pre><p>{}</p><p>{}</p></div>'
    first, second, *others = PARAGRAPHS
    parsed = annotate(read(page.format(first, second, CODE, *others), Options(input="html")))
    probabilities = np.array([0.3 if text == CODE else 0.97 for text in parsed.texts], np.float32)
    assert reduce(parsed, probabilities).keep.all()


@pytest.mark.parametrize(("probability", "wanted"), [(0.45, [CODE]), (0.2, [])])
def test_at_an_end_of_the_text_it_takes_more(probability: float, wanted: list[str]) -> None:
    assert kept("", probability, after=f"<pre>{CODE}</pre>") == wanted
    assert kept("", probability, before=f"<pre>{CODE}</pre>") == wanted


def test_a_sample_that_is_shown_twice_is_kept_once() -> None:
    assert kept(f"<pre>{CODE}</pre><pre>{CODE}</pre>", 0.35) == [CODE]
