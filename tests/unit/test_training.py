"""Training: the format of labelled pages, labels, votes, trees, calibration, and one run from pages to weights that work."""

from __future__ import annotations

import json
import random
import tarfile
from math import log
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from declutter import Pipeline, classifiers
from declutter.judge import FORMAT, from_dict, weights_file
from declutter.judge.forest import NODES, QUESTIONS, from_trees
from declutter.lexicon.elements import lay_over
from declutter.lexicon.learned import Learned
from declutter.lexicon.names import INLINE, TAG, parts_of
from declutter.options import Options
from declutter.pipeline import prepare
from declutter.sources import read
from declutter.training import grow as grow_module
from declutter.training.__main__ import main
from declutter.training.calibrate import fit_quality, reliability
from declutter.training.dataset import LabelledPage, fingerprint, read_set
from declutter.training.evaluate import calibrated
from declutter.training.examples import BLOCKS_AT_MOST, FOLDS, Example, examples, folds_by_domain, make, sample
from declutter.training.fit import measured, weights, with_names
from declutter.training.flatten import flatten
from declutter.training.grow import NEVER, grow, heap
from declutter.training.labels import block_labels, matched, snippet_labels
from declutter.training.score import bag_f1, score, summary
from declutter.training.tables import Tally
from declutter.training.votes import name_votes, word_votes
from declutter.training.write import write

if TYPE_CHECKING:
    from pathlib import Path

NO_LIGHTGBM = "trees are grown by LightGBM, which is not installed: pip install declutter[train]"


def labelled(source: str = "<p>Hello</p>", page_id: str = "1", **fields: Any) -> LabelledPage:
    given = {"url": None, "page_type": "", "text": "Hello", "wanted": (), "unwanted": (), **fields}
    return LabelledPage("set", page_id, source.encode(), **given)


# ---------------------------------------------------------------- labelled pages on disk
TRUTH: list[dict[str, Any]] = [
    {"id": "a", "text": "Hello\nyou", "url": "https://holm.test/a", "page_type": "article"},
    {"id": "b", "with": ["Hello"], "without": ["Home", "Log in"]},
    {"id": "ç", "text": ""},
]


def lay_down(folder: Path, truth: list[dict[str, Any]]) -> Path:
    """A folder of labelled pages."""
    (folder / "pages").mkdir(parents=True)
    for line in truth:
        (folder / "pages" / f"{line['id']}.html").write_text(f"<p>Hello {line['id']}</p>", "utf-8")
    (folder / "truth.jsonl").write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in truth) + "\n", "utf-8")
    return folder


def test_a_folder_is_read(tmp_path: Path) -> None:
    pages = read_set(lay_down(tmp_path / "village", TRUTH))
    assert [(page.dataset, page.id) for page in pages] == [("village", "a"), ("village", "b"), ("village", "ç")]
    assert pages[0] == LabelledPage("village", "a", b"<p>Hello a</p>", "https://holm.test/a", "article", "Hello\nyou", (), ())
    assert pages[1] == LabelledPage("village", "b", b"<p>Hello b</p>", None, "", None, ("Hello",), ("Home", "Log in"))
    assert pages[2].text == "", "a page without main text is labelled too"


@pytest.mark.parametrize("inside", ["", ".", "village", "./some/village"])
def test_folders_and_archives_are_read_alike(tmp_path: Path, inside: str) -> None:
    """Whether the archive was made inside of the folder or around it."""
    folder = lay_down(tmp_path / "village", TRUTH)
    archive = tmp_path / "village.tar.xz"
    with tarfile.open(archive, "w:xz") as tar:
        for name in ("pages", "truth.jsonl"):
            tar.add(folder / name, f"{inside}/{name}".lstrip("/"))
    assert read_set(archive) == read_set(folder)
    assert fingerprint(read_set(archive)) == fingerprint(read_set(folder))


def test_what_is_missing_is_named(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(FileNotFoundError, match=r"empty has no truth\.jsonl; see docs/training\.md"):
        read_set(tmp_path / "empty")
    folder = lay_down(tmp_path / "village", TRUTH)
    (folder / "pages" / "b.html").unlink()
    with pytest.raises(FileNotFoundError, match=r"village: truth\.jsonl speaks of pages/b\.html"):
        read_set(folder)
    with pytest.raises(FileNotFoundError):
        read_set(tmp_path / "no-such-set")


@pytest.mark.parametrize(
    "line", ['{"id": "a"}', '{"text": "Hello"}', '["a", "Hello"]', "null", "{", "a\tHello", '{"id": "a", "without": []}']
)
def test_wrong_lines_are_refused(tmp_path: Path, line: str) -> None:
    folder = lay_down(tmp_path / "village", TRUTH)
    with (folder / "truth.jsonl").open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")
    with pytest.raises(ValueError):
        read_set(folder)


@pytest.mark.parametrize(
    ("url", "domain"),
    [
        ("https://holm.test/a/b?c=d", "holm.test"),
        ("http://www.News.Holm.test:8080/", "holm.test"),
        ("https://www.holm.co.uk/news", "holm.co.uk"),
        ("https://news.holm.com.br", "holm.com.br"),
        ("https://holm.tv/", "holm.tv"),
        ("https://www.holm.tv/", "holm.tv"),
        ("", "set/7"),
        (None, "set/7"),
        ("no address", "set/7"),
        ("http://localhost/a", "set/7"),
        ("http://example.com/a", "set/7"),  # stands for an address that nobody knows: such pages are no family
    ],
)
def test_domains(url: str | None, domain: str) -> None:
    assert labelled(page_id="7", url=url).domain == domain


def test_a_fingerprint_changes_with_pages_and_truth() -> None:
    page = labelled()
    changed = [
        labelled("<p>Hello!</p>"),
        labelled(page_id="2"),
        labelled(text="Hello!"),
        labelled(text=None),
        labelled(wanted=("Hello",)),
        labelled(unwanted=("Hello",)),
    ]
    found = [fingerprint([page]), fingerprint([page, page]), fingerprint([]), *(fingerprint([other]) for other in changed)]
    assert len(set(found)) == len(found)
    assert fingerprint([labelled()]) == found[0]


# ---------------------------------------------------------------- labels
STORY = [
    "The baker of the village sold his oven to the miller on a Friday.",
    "Nobody else in the village had wanted so large an oven, said the mayor.",
    "Next month the miller will bake bread for both sides of the river.",
]


def test_blocks_of_the_truth_are_found_in_order() -> None:
    texts = ["Home News", STORY[0], "Share this", STORY[1], STORY[2], "Copyright Holm"]
    assert block_labels(texts, "\n".join(STORY)) == [0, 1, 0, 1, 1, 0]


def test_a_block_that_is_half_main_text_is_half() -> None:
    (label,) = block_labels([f"{STORY[0]} Sign up now for all the letters that we send to you daily"], STORY[0])
    assert 0.4 < label < 0.7


def test_a_moved_paragraph_counts() -> None:
    """A truth that puts the lead last: the alignment passes over it, its runs of words do not."""
    texts = [STORY[0], "Share this", STORY[1], STORY[2]]
    labels = block_labels(texts, "\n".join([STORY[1], STORY[2], STORY[0]]))
    assert labels[0] > 0.6
    assert labels[1:] == [0, 1, 1]


def test_a_paragraph_that_is_there_twice_counts_once() -> None:
    """The second time it is a teaser: all its words in the truth are used up."""
    labels = block_labels([*STORY, "More news", STORY[0]], "\n".join(STORY))
    assert labels[3] == 0
    assert sorted((labels[0], labels[4])) == [0, 1]


def test_short_matches_are_chance() -> None:
    """One word of four in common says nothing; more than half of them does."""
    truth = " ".join(STORY)
    assert block_labels(["The Holm Courier Online", STORY[0]], truth)[0] == 0
    assert block_labels([STORY[0], "The mayor"], f"{STORY[0]} The mayor") == [1, 1]


def test_words_of_scripts_without_spaces_are_characters() -> None:
    assert block_labels(["首页", "面包师把烤箱卖给了磨坊主。"], "面包师把烤箱卖给了磨坊主。") == [0, 1]


@pytest.mark.parametrize(("texts", "truth", "labels"), [([], "a", []), (["a b", ""], "", [0, 0]), (["…", "a"], "a", [0, 1])])
def test_labels_of_nothing(texts: list[str], truth: str, labels: list[float]) -> None:
    assert block_labels(texts, truth) == labels


def longest_common(a: list[str], b: list[str]) -> int:
    """Length of the longest common subsequence, the slow way."""
    row = [0] * (len(b) + 1)
    for word in a:
        above = row
        row = [0]
        for place, other in enumerate(b):
            row.append(above[place] + 1 if word == other else max(above[place + 1], row[-1]))
    return row[-1]


def test_the_alignment_is_a_longest_one() -> None:
    rng = random.Random(2)
    for _ in range(150):
        a, b = (rng.choices("abcde", k=rng.randrange(12)) for _ in range(2))
        hit = [word for word, on in zip(a, matched(a, b), strict=True) if on]
        assert len(hit) == longest_common(a, b)
        rest = iter(b)
        assert all(word in rest for word in hit), "not in the order of the truth"


def test_labels_from_snippets() -> None:
    texts = ["Home News", "The BAKER sold his oven", "More about bakers", "The oven, and Home News"]
    assert snippet_labels(texts, ["baker sold", "the oven"], ["home news"]) == [0, 1, None, 1]
    assert snippet_labels(texts, [], []) == [None] * 4


# ---------------------------------------------------------------- pages as lines
def test_flattening_gives_a_line_a_block() -> None:
    source = (
        "<title>No</title><style>p {}</style><body>loose<div>one <b>bold</b>\n word<br>after<p>two<script>var a</script></div>"
        "<ul><li>item<li>other</ul><select><option>A<option>B</select><noscript>no</noscript><table><tr><td>x<td>y</table>"
    )
    assert flatten(source.encode()).split("\n") == ["loose", "one bold word", "after", "two", "item", "other", "A", "B", "x", "y"]


@pytest.mark.parametrize("source", [b"", b" \n", b"<!-- only -->", b"<!doctype html>", b"<script>var a", b"<html></html>"])
def test_flattening_nothing(source: bytes) -> None:
    assert flatten(source) == ""


def test_flattening_reads_the_encoding() -> None:
    assert flatten('<meta charset="iso-8859-1"><p>café'.encode("latin-1")) == "café"


# ---------------------------------------------------------------- examples, votes, tables
PAGE = (
    '<body class="single post-template"><div class="menu top"><p>Home News</p></div>'
    f'<div class="story wide" id="main-text"><p class="lead first">{STORY[0]}</p><p>{STORY[1]}</p></div>'
    '<p class="hint"><span class="small label">Ask the mayor</span></p></body>'
)


def test_an_example_is_the_page_with_a_label_a_block() -> None:
    example = make((labelled(PAGE, text="\n".join(STORY[:2])), "html"))
    assert example.page.kind == "html"
    assert example.labels.tolist() == [0, 1, 1, 0]
    assert example.matrix.shape == (len(classifiers.SIGNALS), 4)
    as_lines = make((labelled(PAGE, text="\n".join(STORY[:2])), "lines"))
    assert (as_lines.page.kind, as_lines.page.texts) == ("lines", example.page.texts)


def test_snippets_leave_blocks_unlabelled() -> None:
    example = make((labelled(PAGE, text=None, wanted=("sold his oven",), unwanted=("Home",)), "html"))
    assert np.array_equal(example.labels, np.array([0, 1, np.nan, np.nan], np.float32), equal_nan=True)
    rows, mass = sample(example, np.random.default_rng(0))
    assert rows.tolist() == [0, 1]
    assert mass.sum() == pytest.approx(1)


@pytest.mark.parametrize("kind", ["html", "lines"])
@pytest.mark.parametrize("source", ["", "<!-- only -->", "<script>var a</script>"])
def test_an_empty_page_is_an_example_of_nothing(kind: str, source: str) -> None:
    example = make((labelled(source), kind))
    rows, mass = sample(example, np.random.default_rng(0))
    assert (len(example.page), len(rows), len(mass), example.words) == (0, 0, 0, {})


def test_a_long_page_teaches_no_more_than_a_short_one() -> None:
    example = make((labelled("".join(f"<p>{STORY[0]} {n}</p>" for n in range(300)), text=STORY[0]), "html"))
    rows, mass = sample(example, np.random.default_rng(0))
    assert len(set(rows.tolist())) == BLOCKS_AT_MOST
    assert mass.sum() == pytest.approx(1)


def test_pages_of_a_domain_share_a_fold() -> None:
    domains = [f"holm-{n}.test" for n in range(50)] * 2
    folds = folds_by_domain(domains)
    assert sorted(folds.values()) == sorted(list(range(FOLDS)) * 10)
    assert folds_by_domain(domains[::-1]) == folds


def test_votes_for_names_are_shares_of_the_words_under_them() -> None:
    page = prepare(read(PAGE, Options(input="html")))
    votes = name_votes(page, np.array([0, 1, 1, 0], np.float32))
    for name in ("story", "wide", "main-text", "main", "text", "lead", "first"):
        assert votes[name] == 1, name
    for name in ("menu", "top", "hint", INLINE + "small", INLINE + "label"):
        assert votes[name] == 0, name
    words = page.words
    assert votes["single"] == votes["post"] == votes["post-template"] == pytest.approx((words[1] + words[2]) / words.sum())
    assert votes[f"{TAG}p"] == votes[f"{TAG}body"] == votes["single"]
    assert not [name for name in votes if " " in name or not name]


def test_blocks_without_a_label_have_no_vote() -> None:
    page = prepare(read(PAGE, Options(input="html")))
    votes = name_votes(page, np.array([np.nan, 1, np.nan, np.nan], np.float32))
    assert "menu" not in votes
    assert votes["story"] == votes["single"] == 1
    words = word_votes(page, np.array([0, 1, np.nan, np.nan], np.float32))
    assert (words["home"], words["baker"]) == (0, 1)
    assert "mayor" not in words


def test_votes_for_words_are_means_of_the_blocks_that_have_them() -> None:
    page = prepare(read(PAGE, Options(input="html")))
    votes = word_votes(page, np.array([0, 1, 0.5, 0], np.float32))
    assert votes["village"] == 0.75
    assert votes["the"] == 0.5  # once a block, however often it stands there


def test_what_is_voted_on_is_what_pages_are_asked_for() -> None:
    """A name that is learned under another spelling than it is looked up by is learned for nothing."""
    page = prepare(read(PAGE, Options(input="html")))
    votes = {name: share + 1 for name, share in name_votes(page, np.array([0, 1, 1, 0], np.float32)).items()}
    lay_over(page, Learned(votes, {}))
    known, mean, _, highest = page.name_odds
    for region, (tag, attrs) in enumerate(zip(page.regions.tag, page.regions.attrs, strict=True)):
        odds = [votes[name] for name in (TAG + tag, *(part for name in attrs.split() for part in parts_of(name)))]
        assert (known[region], mean[region], highest[region]) == pytest.approx((len(odds), np.mean(odds), max(odds)))
    assert page.inline_odds.tolist() == [0, 0, 0, votes[f"{INLINE}small"] + votes[f"{INLINE}label"]]


def tally(pages: list[tuple[int, str, dict[str, float]]]) -> Tally:
    """A tally of (fold, domain, votes)."""
    made = Tally(3)
    by_domain: dict[tuple[int, str], list[dict[str, float]]] = {}
    for fold, domain, votes in pages:
        by_domain.setdefault((fold, domain), []).append(votes)
    for (fold, _), votes_of_domain in by_domain.items():
        made.add(fold, votes_of_domain)
    return made


def random_pages() -> list[tuple[int, str, dict[str, float]]]:
    rng = random.Random(9)
    pages = []
    for number in range(80):
        fold = number % 16 % FOLDS
        votes = {name: rng.choice((0.0, 1.0, rng.random())) for name in rng.sample("abcdefghijklmnop", 4)}
        pages.append((fold, f"holm-{number % 16}.test", votes | {f"only-{number % 16}": 1.0, f"fold-{fold}": 1.0}))
    return pages


@pytest.mark.parametrize("fold", range(FOLDS))
def test_a_table_out_of_fold_has_no_trace_of_the_fold(fold: int) -> None:
    """It is the table that one would have had without the fold's pages."""
    pages = random_pages()
    without = tally([page for page in pages if page[0] != fold])
    assert tally(pages).prune().log_odds({fold}) == without.prune().log_odds()
    assert tally(pages).prune().log_odds({fold}) != tally(pages).prune().log_odds()


def test_a_name_is_learned_from_several_domains() -> None:
    pages = [(n % FOLDS, "holm.test", {"own": 1.0}) for n in range(3)]
    pages += [(0, "holm.test", {"own": 1.0})] * 50 + [(n, f"orla-{n}.test", {"common": 1.0}) for n in range(3)]
    made = tally([(0, domain, votes) for _, domain, votes in pages])
    table = made.prune().log_odds()
    assert "own" not in table, "50 pages of one domain are one design"
    assert table["common"] > 0


def test_log_odds_are_smoothed_and_against_the_average_page() -> None:
    many = [(n % FOLDS, f"holm-{n}.test", {"good": 1.0, "bad": 0.0, "average": 0.45}) for n in range(40)]
    table = tally(many).log_odds()
    few = tally(many[:4]).log_odds()
    assert "average" not in table
    assert table["good"] > few["good"] > 0 > few["bad"] > table["bad"]
    assert table["good"] == pytest.approx(log((40 + 1.5 * 0.45) / (1.5 * 0.55)) - log(0.45 / 0.55), abs=0.06)


def test_tables_of_one_fold_leave_nothing_for_the_next() -> None:
    example = make((labelled(PAGE, text="\n".join(STORY[:2])), "html"))
    taught = measured(example, Learned({"story": 1.0, "small": -1.0}, {"baker": 1.0}))
    assert not np.array_equal(taught.matrix, example.matrix)
    assert np.array_equal(measured(example, Learned({}, {})).matrix, example.matrix)
    again = measured(example, Learned({"story": 1.0, "small": -1.0}, {"baker": 1.0}))
    assert np.array_equal(again.matrix, taught.matrix)
    hidden = measured(example, Learned({}, {"baker": 1.0}), words=False)
    assert np.array_equal(hidden.matrix, example.matrix)


# ---------------------------------------------------------------- trees
def leaf(value: float) -> dict[str, Any]:
    return {"leaf_value": value, "leaf_index": 0}


def split(signal: int, threshold: float, value: float, no: dict[str, Any], yes: dict[str, Any]) -> dict[str, Any]:
    return {"split_feature": signal, "threshold": threshold, "internal_value": value, "left_child": no, "right_child": yes}


FULL = split(
    3,
    0.5,
    0.1,
    split(1, 0.25, 0.2, split(0, 1.0, 0.3, leaf(1), leaf(2)), split(2, 2.0, 0.4, leaf(3), leaf(4))),
    split(4, 0.75, 0.5, split(5, 3.0, 0.6, leaf(5), leaf(6)), split(6, 4.0, 0.7, leaf(7), leaf(8))),
)
UNBALANCED = split(0, 0.5, 0.1, leaf(-1.5), split(1, 0.25, 0.2, split(2, 1.0, 0.3, leaf(2), leaf(3)), leaf(4)))
TREES = {"full": FULL, "unbalanced": UNBALANCED, "one question": split(1, 0.5, 0.25, leaf(-1), leaf(1)), "none": leaf(0.5)}


def grown_leaf(node: dict[str, Any], values: list[float]) -> float:
    """The leaf that LightGBM's own tree has for these values: at most the threshold goes left."""
    while "leaf_value" not in node:
        node = node["left_child" if values[node["split_feature"]] <= node["threshold"] else "right_child"]
    return float(node["leaf_value"])


def test_a_full_tree_becomes_a_heap() -> None:
    signals, thresholds, values = heap(FULL)
    assert signals == [3, 1, 4, 0, 2, 5, 6]
    assert thresholds == [0.5, 0.25, 0.75, 1.0, 2.0, 3.0, 4.0]
    assert values == [0.1, 0.2, 0.5, 0.3, 0.4, 0.6, 0.7, 1, 2, 3, 4, 5, 6, 7, 8]


@pytest.mark.parametrize("name", TREES)
def test_a_heap_says_what_the_tree_says(name: str) -> None:
    tree = heap(TREES[name])
    assert [len(part) for part in tree] == [QUESTIONS, QUESTIONS, NODES]
    matrix = np.random.default_rng(1).choice([0, 0.25, 0.5, 0.75, 1, 2, 3, 4, 5], (7, 300)).astype(np.float32)
    wanted = [grown_leaf(TREES[name], matrix[:, block].tolist()) for block in range(300)]
    assert from_trees([list(map(list, tree))], list(range(7))).log_odds(matrix).tolist() == wanted


def test_a_leaf_further_up_goes_down_unasked() -> None:
    _, thresholds, values = heap(UNBALANCED)
    assert [threshold == NEVER for threshold in thresholds] == [False, True, False, True, True, False, True]
    assert values[1] == values[3] == values[4] == values[7] == values[8] == values[9] == values[10] == -1.5
    assert values[6] == values[13] == values[14] == 4


def test_only_signals_that_are_asked_for_are_named() -> None:
    found = with_names([heap(UNBALANCED), heap(TREES["one question"])])
    assert found["signals"] == [classifiers.SIGNALS[n].name for n in range(3)]
    found = with_names([heap(split(40, 0.5, 0, leaf(-1), split(7, 0.5, 0, leaf(0), leaf(1))))])
    assert found["signals"] == [classifiers.SIGNALS[7].name, classifiers.SIGNALS[40].name]
    assert [found["trees"][0][0][n] for n in (0, 2)] == [1, 0]
    assert with_names([]) == {"signals": [], "trees": []}


def test_trees_grow_on_what_tells_blocks_apart() -> None:
    pytest.importorskip("lightgbm", reason=NO_LIGHTGBM)
    rng = np.random.default_rng(3)
    matrix = rng.normal(size=(800, 5)).astype(np.float32)
    labels = (matrix[:, 2] > 0.3).astype(np.float32)
    trees = grow(matrix, labels, np.ones(800), np.zeros(800), 1)
    forest = from_trees([list(map(list, tree)) for tree in trees], list(range(5)))
    found = forest.log_odds(np.ascontiguousarray(matrix.T)) > 0
    assert (found == (labels > 0.5)).mean() > 0.97


def test_too_few_examples_grow_no_trees() -> None:
    """And the weights of no trees are still weights."""
    pytest.importorskip("lightgbm", reason=NO_LIGHTGBM)
    matrix = np.random.default_rng(3).normal(size=(30, len(classifiers.SIGNALS))).astype(np.float32)
    trees = grow(matrix, (matrix[:, 0] > 0).astype(np.float32), np.ones(30), np.zeros(30), 1)
    data = {"format": FORMAT, "kind": "html", "scorecard": {"bias": 0, "weights": {}}, **with_names(trees)}
    assert from_dict(data, classifiers.SIGNALS).forest.log_odds(np.ascontiguousarray(matrix.T)).tolist() == [0] * 30


# ---------------------------------------------------------------- scores and calibration
def test_scores_of_words() -> None:
    assert bag_f1("a b b c", "a b d") == pytest.approx((2 / 4, 2 / 3, 2 * 2 / 7))
    assert bag_f1("", "") == (1, 1, 1)
    assert bag_f1("a", "") == bag_f1("", "a") == bag_f1("a", "b") == (0, 0, 0)


def test_summary_by_set_and_type() -> None:
    news = labelled(text="a b", page_type="article")
    shop = labelled(text=None, wanted=("Red shoes", "Price"), unwanted=("Basket",))
    found = summary([(news, score(news, "A b")), (news, score(news, "c")), (shop, score(shop, "red shoes, basket"))])
    assert found == {"set": {"f1": 0.5, "precision": 0.5, "recall": 0.5, "article": 0.5, "segments": 0.5}}


def test_quality_recovers_an_obvious_relation() -> None:
    rng = np.random.default_rng(6)
    measures = [{"matters": float(x), "noise": float(y)} for x, y in rng.random((1000, 2))]
    f1 = [1 / (1 + np.exp(1 - 4 * m["matters"])) for m in measures]
    weights = fit_quality(measures, f1)
    assert list(weights) == ["bias", "matters", "noise"]
    assert weights["bias"] == pytest.approx(-1, abs=0.15)
    assert weights["matters"] == pytest.approx(4, abs=0.3)
    assert weights["noise"] == pytest.approx(0, abs=0.1)


def test_quality_stands_pages_that_are_all_alike() -> None:
    assert all(np.isfinite(list(fit_quality([{"a": 1.0, "b": 0.0}] * 20, [f1] * 20).values())).all() for f1 in (0.0, 0.5, 1.0))
    assert fit_quality([], []) == {}


def test_reliability_of_perfect_probabilities() -> None:
    rng = np.random.default_rng(7)
    probabilities = rng.random(40_000)
    weights = rng.random(40_000)
    rows = reliability(probabilities, (rng.random(40_000) < probabilities).astype(float), weights)
    assert len(rows) == 10
    for number, (said, true, share) in enumerate(rows):
        assert number / 10 <= said <= (number + 1) / 10
        assert true == pytest.approx(said, abs=0.03)
        assert share == pytest.approx(0.1, abs=0.01)


def test_reliability_leaves_out_what_never_happens() -> None:
    assert reliability(np.array([0.0, 1.0, 1.0]), np.array([0.0, 1.0, 0.0]), np.ones(3)) == [(0, 0, 0.333), (1, 0.5, 0.667)]


def test_snippets_alone_leave_quality_open() -> None:
    """Their pages have no F1; that is no reason to end an hour of training with an error."""
    made: list[Example] = []
    for number in range(6):
        example = make((labelled(PAGE, str(number), text=None, wanted=("sold his oven",), unwanted=("Home",)), "html"))
        example.fold = number % FOLDS
        example.rows, example.weights = sample(example, np.random.default_rng(0))
        made.append(example)
    found = calibrated(made, [np.array([0.1, 0.9, 0.9, 0.2], np.float32)] * 6)
    assert (found["quality"], found["reliability_of_quality"]) == ({}, [])
    assert found["reliability"] == [(0.1, 0.0, pytest.approx(0.17, abs=0.1)), (0.9, 1.0, pytest.approx(0.83, abs=0.1))]


def test_weights_are_written_a_line_a_tree_and_a_line_a_name(tmp_path: Path) -> None:
    data = {
        "format": 2,
        "trees": [[[0], [0.5], [1]], [[1], [0.5], [2]]],
        "names": {"é": 1.0, "b": -0.5},
        "words": {},
        "scorecard": {"bias": 0},
    }
    write(data, tmp_path / "html.json")
    text = (tmp_path / "html.json").read_text("utf-8")
    assert json.loads(text) == data
    assert {"[[0],[0.5],[1]],", '"é":1.0,', '"b":-0.5'} <= set(text.splitlines())


# ---------------------------------------------------------------- from pages to weights
WHO = "baker miller mayor pilot nurse farmer teacher sailor weaver tailor".split()
DOES = "sold mended found painted moved opened counted borrowed cleaned washed".split()
WHAT = "oven bridge boat school lamp garden letter clock wagon kettle".split()
WHEN = "on Friday,in the morning,last winter,before noon,after the storm,a year ago".split(",")
MENU = "Home News Sport Weather Culture Travel".split()


def sentence(rng: random.Random) -> str:
    return (
        f"The {rng.choice(WHO)} {rng.choice(DOES)} the old {rng.choice(WHAT)} {rng.choice(WHEN)}, and the {rng.choice(WHO)} was glad of it."
    )


def composed(number: int, domain: str) -> tuple[str, str]:
    """A page of a template that all domains share, and its main text."""
    rng = random.Random(number)
    story = [" ".join(sentence(rng) for _ in range(rng.randrange(2, 5))) for _ in range(rng.randrange(5, 9))]
    teasers = [f"{sentence(rng)} {sentence(rng)}" for _ in range(rng.randrange(4, 7))]
    menu = "".join(f'<li><a href="/{word.lower()}">{word}</a></li>' for word in MENU)
    source = (
        f'<!doctype html><html lang="en"><head><title>Page {number}</title></head><body><div class="strip upper"><ul>{menu}</ul></div>'
        f'<div class="story column-{number % 3}">{"".join(f"<p>{text}</p>" for text in story)}</div>'
        f'<div class="teasers column-{number % 3}">{"".join(f"<p>{text}</p>" for text in teasers)}</div>'
        f'<div class="lower"><p>Copyright 2024 {domain}</p><p>All rights reserved</p></div></body></html>'
    )
    return source, "\n".join(story)


@pytest.fixture(scope="module")
def village(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """28 labelled pages of 14 domains."""
    folder = tmp_path_factory.mktemp("sets") / "village"
    (folder / "pages").mkdir(parents=True)
    lines = []
    for number in range(28):
        domain = f"holm-{number // 2}.test"
        source, text = composed(number, domain)
        (folder / "pages" / f"{number}.html").write_text(source, "utf-8")
        lines.append(json.dumps({"id": str(number), "url": f"https://{domain}/{number}", "page_type": "article", "text": text}))
    (folder / "truth.jsonl").write_text("\n".join(lines), "utf-8")
    return folder


@pytest.fixture(scope="module")
def trained(village: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The weights of one whole run."""
    pytest.importorskip("lightgbm", reason=NO_LIGHTGBM)
    out = tmp_path_factory.mktemp("run") / "weights"
    assert main([str(village), "--out", str(out), "--date", "2026-01-01", "--licence", "CC0", "--workers", "1"]) == 0
    return out


def loaded(folder: Path) -> dict[str, dict[str, Any]]:
    return {kind: json.loads((folder / f"{kind}.json").read_text("utf-8")) for kind in ("html", "lines")}


def test_the_same_pages_give_the_same_weights(village: Path, trained: Path, tmp_path: Path) -> None:
    """Byte for byte."""
    assert main([str(village), "--out", str(tmp_path), "--date", "2026-01-01", "--licence", "CC0", "--workers", "1"]) == 0
    for kind in ("html", "lines"):
        assert (tmp_path / f"{kind}.json").read_bytes() == (trained / f"{kind}.json").read_bytes()


def test_the_number_of_workers_makes_no_difference(village: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("lightgbm", reason=NO_LIGHTGBM)
    monkeypatch.setattr(grow_module, "TREES", 15)  # two threads on one busy processor are slow
    pages, scorecard = read_set(village), weights_file("html")["scorecard"]
    one, two = (weights(examples(pages, "html", {}, workers), scorecard, "html", workers) for workers in (1, 2))
    assert one == two
    assert len(one["trees"]) == 15


def test_what_was_learned_and_from_what_is_on_record(trained: Path, village: Path) -> None:
    for kind, data in loaded(trained).items():
        assert (data["format"], data["kind"]) == (FORMAT, kind)
        record = data["provenance"]
        assert (record["licences"], record["date"]) == ("CC0", "2026-01-01")
        assert record["sets"] == [{"set": "village", "pages": 28, "sha256": fingerprint(read_set(village))}]
        assert record["cross_validated"]["village"]["f1"] > 0.8
        assert record["reliability"]
        assert data["trees"]
        assert data["quality"].keys() >= {"bias", "expected"}
    learned = loaded(trained)["html"]["names"]
    assert learned["story"] > 0 > learned["teasers"]
    assert learned["strip"] < 0 > learned["upper"], "the second of two names is learned too"


def test_learned_weights_extract_a_page_of_a_domain_they_have_not_seen(trained: Path) -> None:
    """Its teasers are made of the same words as its story."""
    pipeline = Pipeline(weights=loaded(trained))
    for number in (101, 102, 103):
        source, text = composed(number, "orla.test")
        document = pipeline.extract(source, url="https://orla.test/1")
        assert document.status == "ok"
        assert document.text == text
        assert 0.5 < document.quality <= 1


def test_learned_weights_for_lines(trained: Path) -> None:
    pipeline = Pipeline(Options(input="lines"), weights=loaded(trained))
    source, text = composed(101, "orla.test")
    found = pipeline.extract(flatten(source.encode())).text
    assert bag_f1(found.lower(), text.lower())[2] > 0.7
    assert not {"Home", "Copyright 2024 orla.test", "All rights reserved"} & set(found.splitlines())


def test_without_validation_quality_is_left_open(village: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("lightgbm", reason=NO_LIGHTGBM)
    arguments = [str(village), "--out", str(tmp_path), "--kind", "html", "--no-validation", "--weight", "village=2", "--workers", "1"]
    assert main(arguments) == 0
    assert [path.name for path in tmp_path.iterdir()] == ["html.json"]
    data = json.loads((tmp_path / "html.json").read_text("utf-8"))
    assert "quality" not in data
    assert "cross_validated" not in data["provenance"]
    assert "cross-validated" not in capsys.readouterr().out
    assert Pipeline(weights={"html": data}).extract(composed(104, "orla.test")[0])


def test_a_set_counts_what_it_is_said_to_count(village: Path) -> None:
    pages = read_set(village)[:3]
    once, thrice = (examples(pages, "html", importance, 1) for importance in ({}, {"village": 3.0}))
    assert [example.weights.sum() for example in once] == pytest.approx([1] * 3)
    assert [example.weights.sum() for example in thrice] == pytest.approx([3] * 3)
