"""Own rules: selectors against cssselect's own evaluation, phrases, what decides where several match, sites, limits."""

from __future__ import annotations

import json
import pickle
import time
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from cssselect import HTMLTranslator
from lxml import etree, html

from declutter import Document, Limits, Options, Pipeline, Rules, extract, load_rules
from declutter.cli import main
from declutter.rules.matcher import Matcher
from declutter.rules.selector import selector_of
from declutter.sources.builder import Builder
from declutter.sources.ruled import RuledBuilder, builder_for

ROOT = Path(__file__).parent.parent.parent
PAGES = sorted((ROOT / "fixtures/pages").iterdir())[::12]
RIVER = "The river rose by two metres in one night, and the mayor asked everybody in the lower streets to leave at once."
BRIDGE = "The bridge by the mill was closed at noon, when the water reached its deck and drove trees against the pillars."
OFFER = "Our partner lends rubber boats to readers for the weekend, with oars, vests and a lamp, and brings them to your door."


def page(*parts: str) -> str:
    return f"<html><head><title>Flood</title></head><body>{''.join(parts)}</body></html>"


STORY = page(
    '<nav class="menu"><ul><li><a href="/">Home</a></li><li><a href="/weather">Weather</a></li></ul></nav><article>',
    f'<p>{RIVER}</p><div class="promo box" id="boats"><p>{OFFER}</p><p class="own">Call the fire brigade: 112.</p></div>',
    f'<p>{BRIDGE}</p></article><footer><p class="imprint">Printed in Vessin by the Harbour Courier</p></footer>',
)


def lines(document: Document) -> list[str]:
    return document.text.splitlines()


def matched(tree: etree._Element, selector: str) -> list[int]:
    """The numbers of the elements that our matcher finds."""
    matcher = Matcher([(0, selector_of(selector))])
    found = []
    for number, (event, node) in enumerate(etree.iterwalk(tree, events=("start", "end"))):
        if not isinstance(node.tag, str):
            continue
        if event == "end":
            matcher.end()
        elif matcher.start(node.tag, dict(node.attrib)):
            found.append(number)
    return found


def evaluated(tree: etree._Element, selector: str) -> list[int]:
    """The numbers of the elements that cssselect and libxml2 find."""
    wanted = set(tree.xpath(HTMLTranslator().css_to_xpath(selector)))
    walk = enumerate(etree.iterwalk(tree, events=("start", "end")))
    return [number for number, (event, node) in walk if event == "start" and isinstance(node.tag, str) and node in wanted]


SELECTORS = (
    "p, li > a, nav a[href]",
    "div div p",
    "div > p:first-child",
    "p + p, h2 ~ p",
    "li:nth-child(2n+1) a",
    "li:nth-child(-n+2)",
    "p:nth-of-type(3), p:first-of-type, li:first-of-type a",
    "div:not(.content) > *",
    "[class] [id], [class*='e']",
    "a[href^='/'], a[href$='.html'], [lang|='en']",
    ":root > body > div",
    "body > * > *:not([class]) span",
    "*",
    "article p:is(.lead, .intro), :where(h1, h2)",
    "[class!='x'] em",
)


@pytest.mark.parametrize("folder", PAGES, ids=lambda folder: folder.name)
def test_selectors_match_what_cssselect_and_libxml2_match(folder: Path) -> None:
    tree = html.fromstring((folder / "page.html").read_bytes())
    named = islice(dict.fromkeys(name for node in tree.iter() for name in (node.get("class") or "").split() if name.isidentifier()), 12)
    own = [f".{name}" for name in named]
    for selector in (*SELECTORS, *own, *(f"{a} {b}" for a, b in zip(own, own[1:], strict=False))):
        assert matched(tree, selector) == evaluated(tree, selector), selector


def test_drop_and_keep() -> None:
    assert lines(extract(STORY)) == [RIVER, OFFER, "Call the fire brigade: 112.", BRIDGE]
    assert lines(extract(STORY, drop=[".promo"])) == [RIVER, BRIDGE]
    assert lines(extract(STORY, keep=["footer p"])) == [*lines(extract(STORY)), "Printed in Vessin by the Harbour Courier"]
    assert lines(extract(STORY, drop="article > p")) == [OFFER, "Call the fire brigade: 112."]


def test_the_rule_is_the_reason() -> None:
    document = extract(STORY, drop=[".promo", "nav"], keep=["text:fire brigade"])
    verdicts = {verdict.text: verdict for verdict in document.blocks}
    assert verdicts[OFFER].decided_by == "rule"
    assert verdicts[OFFER].reason == 'matches your rule drop=".promo"'
    assert verdicts["Home"].reason == 'matches your rule drop="nav"', "also where the judge had dropped it"
    assert verdicts["Call the fire brigade: 112."].reason == 'matches your rule keep="text:fire brigade"'
    assert verdicts[RIVER].decided_by == "cut"


@pytest.mark.parametrize(
    ("keep", "drop", "kept"),
    [
        ([".promo"], ["article"], True),  # the nearer element decides
        (["article"], [".promo"], False),
        (["#boats"], [".promo"], True),  # of the same element, the rule that keeps
        (["text:rubber boats"], ["article", ".promo > p"], True),  # a phrase is nearest
        (["article", ".promo > p"], ["text:rubber boats"], False),
        (["text:rubber boats"], ["text:rubber boats"], True),
    ],
)
def test_which_of_several_rules_decides(keep: list[str], drop: list[str], kept: bool) -> None:
    assert (OFFER in lines(extract(STORY, keep=keep, drop=drop))) is kept


@pytest.mark.parametrize(
    ("part", "selector", "kept"),
    [
        ('<p>Before <a class="x" href="/">link</a></p>', ".x", True),  # a rule decides on whole blocks
        ('<p><a class="x" href="/">link</a> after</p>', ".x", True),
        ('<p> <a class="x" href="/"><b>whole</b> link</a>\n</p>', ".x", False),
        ('<p><span class="x">one</span> <span class="x">two</span></p>', ".x", True),
        ('<div class="x">bare text<p>and a paragraph</p>bare text</div>', ".x", False),
        ('text before<span class="x"><p>inside a span</p></span>text after', ".x", False),
        ('<table class="x"><tr><td>one</td><td>two</td></tr></table>', ".x td", False),
        ('<pre class="x">code\n  more</pre>', "pre", False),
        ('<div hidden class="x"><p>unseen</p></div>', ".x", False),
        ('<p class="x">Unclosed<p class="x">paragraphs', "p.x", False),
    ],
)
def test_which_blocks_an_element_has(part: str, selector: str, kept: bool) -> None:
    document = extract(page(f"<article><p>{RIVER}</p>{part}<p>{BRIDGE}</p></article>"), drop=[selector], input="html")
    inside = [verdict for verdict in document.blocks if verdict.text not in (RIVER, BRIDGE, "text before", "text after")]
    assert inside
    assert {verdict.decided_by == "rule" for verdict in inside} == {not kept}
    assert lines(document)[0] == RIVER and lines(document)[-1] == BRIDGE


def test_pages_without_selectors_are_read_without_comparing() -> None:
    assert type(builder_for(Options(drop=["text:boats"]).rule_set, Limits())) is Builder
    assert type(builder_for(Options(drop=["p"]).rule_set, Limits())) is RuledBuilder


@pytest.mark.parametrize("make", [str, str.encode, html.fromstring, lambda text: BeautifulSoup(text, "html.parser")])
def test_every_kind_of_source(make: Any) -> None:
    assert lines(extract(make(STORY), drop=[".promo > p:nth-child(1)"])) == [RIVER, "Call the fire brigade: 112.", BRIDGE]


def test_phrases() -> None:
    def kept(text: str, rule: str) -> bool:
        return text in lines(extract("\n".join((RIVER, text, BRIDGE)), input="lines", drop=[rule], keep=["text:e"]))

    sentence = "Share this page with 12 friends, and read on below the picture."
    for rule in (
        "text:share this",
        "text:SHARE  THIS",
        "text:with N friends,",
        "text:^Share this page",
        "text:picture$",
        "text:friends and",
    ):
        assert not kept(sentence, rule), rule
    for rule in ("text:har", "text:^this", "text:friends$", "text:with N N", "text:sh.re", "text:N"):
        assert kept(sentence, rule) is (rule != "text:N"), rule
    assert not kept("分享这篇文章给你的朋友，谢谢大家的支持，明天见。", "text:分享这篇")
    assert kept("分享这篇文章给你的朋友，谢谢大家的支持，明天见。", "text:^文章")


def test_rules_come_after_abstaining_and_status_follows() -> None:
    wall = page('<div class="wall"><p>Please log in to read on.</p></div>')
    assert extract(wall).status == "empty"
    assert extract(wall, keep=[".wall"]).text == "Please log in to read on."
    nothing = extract(STORY, drop=["body"])
    assert (nothing.status, nothing.text, nothing.quality, bool(nothing)) == ("empty", "", 0.0, False)


def test_dropped_comments_and_posts_are_gone() -> None:
    comment = "I stood on the bridge that evening and have never seen the water so high."
    box = f'<section class="comments"><h2>Comments</h2><div class="comment"><p>{comment}</p></div></section>'
    source = page(f"<article><h1>Flood</h1>{f'<p>{RIVER} {BRIDGE}</p>' * 3}</article>{box}")
    assert [found.text for found in extract(source).comments] == [comment]
    assert extract(source, drop=[".comment"]).comments == ()
    kept = extract(source, keep=[".comment"])
    assert kept.comments == () and comment in kept.text, "once, not twice"


def test_dropped_text_does_not_come_back_from_json_ld() -> None:
    body = " ".join((RIVER, OFFER, BRIDGE)) * 3
    script = f'<script type="application/ld+json">{{"@type": "NewsArticle", "articleBody": "{body}"}}</script>'
    source = page(script, "<article>", *(f'<p class="x">{text}</p>' for text in (RIVER, OFFER, BRIDGE) * 3), "</article>")
    assert OFFER in extract(source).text
    assert extract(source, drop=[".x"]).text == ""


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        ("Sign up now", "write 'text:Sign up for our newsletter'"),
        ("promo", r"a class is written '\.promo'"),
        (".a..b", "no CSS selector"),
        ("", "no CSS selector"),
        ("text: !", "a phrase needs a word"),
        ("p::before", "pseudo-element"),
        ("p:has(a)", ":has cannot be used"),
        ("li:last-child", ":last-child cannot be used"),
        ("li:nth-last-child(2)", ":nth-last-child cannot be used"),
        ("a:hover", ":hover cannot be used"),
        ("li:nth-child(x)", "takes a number"),
        ("p" * 2000, "at most 1,000 characters"),
        (7, "must be a list"),
    ],
)
def test_wrong_rules_are_refused_at_once(rule: Any, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Options(drop=[rule])


def test_rules_of_sites(tmp_path: Path) -> None:
    path = tmp_path / "rules.toml"
    path.write_text('drop = ["text:rubber boats"]\n[site."example.org"]\ndrop = ["nav"]\n[site."news.example.org"]\nkeep = ["footer p"]\n')
    rules = load_rules(path)
    assert rules.at("https://news.example.org/a") == (("footer p",), ("text:rubber boats", "nav"))
    assert rules.at("http://EXAMPLE.org:8080/") == ((), ("text:rubber boats", "nav"))
    assert rules.at("https://myexample.org/") == rules.at("nonsense") == rules.at("http://[") == ((), ("text:rubber boats",))
    there = Pipeline(Options(rules=rules)).extract(STORY, "https://news.example.org/flood")
    assert lines(there) == [RIVER, "Call the fire brigade: 112.", BRIDGE, "Printed in Vessin by the Harbour Courier"]
    assert not there.warnings
    unknown = extract(STORY, rules=rules)
    assert OFFER not in unknown.text and "no rules of sites were applied" in unknown.warnings[0]
    assert hash(pickle.loads(pickle.dumps(Options(rules=rules)))) == hash(Options(rules=rules))


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ({"site": {"https://example.org/": {}}}, "a site is a host such as example.org"),
        ({"site": {"example.org": ["nav"]}}, "must be a table"),
        ({"site": {"example.org": {"dorp": ["nav"]}}}, "know no 'dorp', only drop, keep"),
        ({"site": {"example.org": {"drop": ["a b c d"]}}}, "HTML has no element"),
        ({"sites": {}}, "know no 'sites'"),
        ({"drop": {"a": "b"}}, "must be a list"),
    ],
)
def test_wrong_tables_are_refused(table: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Rules.from_dict(table)


@pytest.mark.parametrize(
    "source",
    [
        "<div class='a b'>x" * 5_000,
        "<p class=a>x</p>" * 5_000,
        "<p>" + "<b class=a>x</b>" * 5_000,
        "<i class=a><b>" * 5_000 + "x",
    ],
    ids=["nested", "siblings", "inline", "nested inline"],
)
def test_time_is_linear_in_the_page(source: str) -> None:
    """Four times the page takes about four times the time, whatever the selector asks of the elements around and before."""
    rules = {"drop": [".a .a .a", ".a ~ .a ~ .a", "*:nth-of-type(2n) *", "[class~='b'] > *"], "keep": ["text:nothing here"]}

    def seconds(text: str, **options: Any) -> float:
        start = time.process_time()
        extract(text, limits=Limits(max_seconds=60), **options)
        return time.process_time() - start

    quarter, whole = (min(seconds(text, **rules) for _ in range(2)) for text in (source[: len(source) // 4], source))
    assert whole < 9 * quarter + 0.5, "squares would take sixteen times as long"


def run(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    code = main(arguments)
    out, err = capsys.readouterr()
    return code, out, err


def test_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, rules, config = tmp_path / "page.html", tmp_path / "rules.toml", tmp_path / "config.toml"
    source.write_text(STORY)
    rules.write_text('[site."example.org"]\nkeep = ["footer p"]\n')
    config.write_text('drop = [".promo, .x", "text:by the mill"]\n[site."example.org"]\nkeep = ["text:call the"]\n')
    asked = [str(source), "--url", "https://example.org/flood"]
    assert run([*asked, "--drop", ".promo", "--drop", "text:by the mill"], capsys)[1].splitlines() == [RIVER]
    assert run([*asked, "--config", str(config)], capsys)[1].splitlines() == [RIVER, "Call the fire brigade: 112."]
    both = run([*asked, "--config", str(config), "--rules", str(rules), "--drop", "text:the mayor"], capsys)[1].splitlines()
    assert both == ["Call the fire brigade: 112.", "Printed in Vessin by the Harbour Courier"]
    told = run([*asked, "--explain", "--drop", ".promo", "--drop", "p.none, .nothing", "--keep", "text:no such words"], capsys)[2]
    assert [line.partition(": no block ")[2] for line in told.splitlines()] == [
        'matches keep="text:no such words"',
        'matches drop="p.none, .nothing"',
    ]
    assert run([*asked, "--drop", "Sign up now"], capsys)[2].startswith("declutter: drop='Sign up now': HTML has no element")
    assert run([*asked, "--rules", str(tmp_path / "none.toml")], capsys)[2].endswith("none.toml: No such file or directory\n")
    rules.write_text('[site."example.org"]\ndrop = ["a b c d"]\n')
    code, _, err = run([*asked, "--rules", str(rules)], capsys)
    assert code == 2 and err.startswith(f"declutter: {rules}: drop='a b c d'") and err.count("\n") == 1


def test_batch(tmp_path: Path) -> None:
    source, rules = tmp_path / "pages.jsonl", tmp_path / "rules.toml"
    pages = [("https://example.org/a", STORY), ("https://example.com/a", STORY)]
    source.write_text("".join(json.dumps({"url": url, "html": text}) + "\n" for url, text in pages))
    rules.write_text('[site."example.org"]\ndrop = ["text:rubber boats"]\n')
    arguments = ["batch", str(source), "-o", str(tmp_path / "out.jsonl"), "--workers", "0", "--quiet", "--rules", str(rules)]
    assert main([*arguments, "--drop", "text:112"]) == 0
    texts = [json.loads(line)["text"].splitlines() for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert texts == [[RIVER, BRIDGE], [RIVER, OFFER, BRIDGE]]


@pytest.mark.parametrize("folder", PAGES, ids=lambda folder: folder.name)
def test_selectors_change_nothing_but_verdicts(folder: Path) -> None:
    source = (folder / "page.html").read_bytes()
    document = extract(source)
    compared = extract(source, drop=[".no-such-class:nth-of-type(2) > *"])
    assert compared == document and [v.text for v in compared.blocks] == [v.text for v in document.blocks]
    assert {verdict.decided_by for verdict in extract(source, drop=["*"]).blocks} == {"rule"}, "every block lies in an element"
