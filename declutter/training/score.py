"""Score a selection: bag-of-words F1 against the text (character bigrams where words are not spaced), or the snippets that it holds."""

from __future__ import annotations

import re
import statistics
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from declutter.training.dataset import LabelledPage

WORD = re.compile(r"\w+")
UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"
)  # Thai, Lao, Burmese, Khmer, kana, Han
UNSPACED_SHARE = 0.3  # of the letters and digits


class Score(NamedTuple):
    """One page: precision, recall and F1 of words (None without a text), and counts of snippets found and not found."""

    precision: float | None
    recall: float | None
    f1: float | None
    wanted: tuple[int, int]
    unwanted: tuple[int, int]


def score(labelled: LabelledPage, text: str) -> Score:
    """Score the text extracted from a page."""
    low = text.lower()
    wanted, unwanted = (sum(s.lower() in low for s in snippets) for snippets in (labelled.wanted, labelled.unwanted))
    counts = (wanted, len(labelled.wanted) - wanted), (unwanted, len(labelled.unwanted) - unwanted)
    return Score(None, None, None, *counts) if labelled.text is None else Score(*bag_f1(low, labelled.text.lower()), *counts)


def bag_f1(found: str, truth: str) -> tuple[float, float, float]:
    """Precision, recall and F1 of the tokens as a bag; all 1 where both are empty."""
    split = bigrams if is_unspaced(truth) else WORD.findall
    a, b = Counter(split(found)), Counter(split(truth))
    if not a or not b:
        same = float(not a and not b)
        return same, same, same
    hits = sum((a & b).values())
    precision, recall = hits / a.total(), hits / b.total()
    return precision, recall, 2 * precision * recall / (precision + recall) if hits else 0.0


def is_unspaced(text: str) -> bool:
    """Whether a text is mostly in scripts without spaces between words, where ``\\w+`` matches whole clauses."""
    return len(UNSPACED.findall(text)) > UNSPACED_SHARE * max(1, sum(map(str.isalnum, text)))


def bigrams(text: str) -> list[str]:
    """Pairs of adjacent characters, white space left out."""
    characters = "".join(text.split())
    return [characters[i : i + 2] for i in range(len(characters) - 1)]


def summary(scored: Iterable[tuple[LabelledPage, Score]]) -> dict[str, dict[str, float]]:
    """Set -> mean F1, precision and recall of words, F of snippets, and the mean F1 of each type of page."""
    f1: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    snippets: dict[str, Counter[str]] = defaultdict(Counter)
    for labelled, s in scored:
        name = labelled.dataset
        if s.f1 is not None and s.precision is not None and s.recall is not None:
            for key, value in (("f1", s.f1), ("precision", s.precision), ("recall", s.recall), (labelled.page_type, s.f1)):
                if key:
                    f1[name][key].append(value)
        snippets[name].update(found=s.wanted[0], missed=s.wanted[1], wrong=s.unwanted[0])
    result = {name: {key: round(statistics.mean(values), 4) for key, values in by_key.items()} for name, by_key in f1.items()}
    for name, count in snippets.items():
        if count["found"]:
            f = 2 * count["found"] / (2 * count["found"] + count["missed"] + count["wrong"])
            result.setdefault(name, {})["segments"] = round(f, 4)
    return result
