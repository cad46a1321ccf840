"""Training: the format of labelled pages, the labels of blocks, and pages as lines."""

from __future__ import annotations

import json
import random
import tarfile
from typing import TYPE_CHECKING, Any

import pytest
from labelled_pages import STORY, labelled

from declutter.training.dataset import LabelledPage, fingerprint, read_set
from declutter.training.flatten import flatten
from declutter.training.labels import block_labels, matched, snippet_labels

if TYPE_CHECKING:
    from pathlib import Path


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
    with pytest.raises(FileNotFoundError, match=r"village: truth\.jsonl names pages/b\.html"):
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
