"""Labelled pages -> examples: the page as the pipeline sees it, a label and a weight for every block."""

from __future__ import annotations

import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from itertools import repeat
from typing import TYPE_CHECKING

import numpy as np

from declutter import classifiers
from declutter.annotate import annotate
from declutter.options import Options
from declutter.sources import read
from declutter.training.augment import augment
from declutter.training.flatten import flatten
from declutter.training.labels import block_labels, snippet_labels
from declutter.training.token_statistics import Statistics, name_statistics, word_statistics

if TYPE_CHECKING:
    from declutter.page import Floats, Ints, Page
    from declutter.training.dataset import LabelledPage

BLOCKS_AT_MOST = 120  # of a page at most that are trained on, so that long pages do not dominate
FOLDS = 5
COPY = 0.2  # weight of an augmented copy, relative to the page
DEEP = 100_000  # recursion limit for pickling pages with deeply nested containers


@dataclass
class Example:
    """A page, its truth, and its training data.

    ``labels`` (0..1, NaN where the truth is silent) is the share of each block's words that belong to the text; ``matrix`` holds the
    signals (rows) of the blocks (columns) without learned tables; ``fold`` is the same for all pages of a domain.
    """

    labelled: LabelledPage
    page: Page
    labels: Floats
    matrix: Floats
    names: Statistics
    words: Statistics
    fold: int = 0
    rows: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    weights: Floats = field(default_factory=lambda: np.zeros(0, np.float64))


def make(labelled: LabelledPage, kind: str) -> Example:
    """One example."""
    sys.setrecursionlimit(DEEP)
    source = flatten(labelled.source) if kind == "lines" else labelled.source
    page = read(source, Options(input="lines" if kind == "lines" else "auto"))
    page.url = labelled.url
    annotate(page)
    if labelled.text is None:
        found = snippet_labels(page.texts, labelled.wanted, labelled.unwanted)
    else:
        found = list(block_labels(page.texts, labelled.text))
    labels = np.array([np.nan if label is None else label for label in found], np.float32)
    matrix = classifiers.measure(page).matrix
    return Example(labelled, page, labels, matrix, name_statistics(page, labels), word_statistics(page, labels))


def make_copy(labelled: LabelledPage, donor: LabelledPage, kind: str) -> Example:
    """One example of the augmented copy of a page."""
    return make(augment(labelled, donor), kind)


def examples(pages: list[LabelledPage], kind: str, set_weights: dict[str, float], workers: int, copied: bool = False) -> list[Example]:
    """Examples of all pages or of their augmented copies, with folds by domain, and rows and weights to train on.

    The same pages give the same examples.
    """
    folds = folds_by_domain([page.domain for page in pages])
    with ProcessPoolExecutor(workers) as pool:
        if copied:
            made = list(pool.map(make_copy, pages, donors(pages, folds), repeat(kind), chunksize=16))
        else:
            made = list(pool.map(make, pages, repeat(kind), chunksize=16))
    rng = np.random.default_rng(0)
    for example in made:
        example.fold = folds[example.labelled.domain]
        example.rows, example.weights = sample(example, rng)
        example.weights *= set_weights.get(example.labelled.dataset, 1.0) * (COPY if copied else 1)
    return made


def donors(pages: list[LabelledPage], folds: dict[str, int]) -> list[LabelledPage]:
    """For each page one of another domain, where there is one, of the same fold: what is inserted must not come from unseen pages."""
    rng = np.random.default_rng(3)
    by_fold: dict[int, list[LabelledPage]] = {}
    for page in pages:
        by_fold.setdefault(folds[page.domain], []).append(page)
    found = []
    for page in pages:
        drawn = [by_fold[folds[page.domain]][int(place)] for place in rng.integers(0, len(by_fold[folds[page.domain]]), 5)]
        found.append(next((other for other in drawn if other.domain != page.domain), page))
    return found


def folds_by_domain(domains: list[str]) -> dict[str, int]:
    """Domain -> fold; deterministic."""
    known = sorted(set(domains))
    places = np.random.default_rng(1).permutation(len(known))
    return {domain: int(place) % FOLDS for domain, place in zip(known, places, strict=True)}


def sample(example: Example, rng: np.random.Generator) -> tuple[Ints, Floats]:
    """Labelled blocks to train on, and their weights, by words; the weights of a page sum to one."""
    rows = np.flatnonzero(~np.isnan(example.labels))
    if len(rows) > BLOCKS_AT_MOST:
        rows = rng.choice(rows, BLOCKS_AT_MOST, replace=False)
    weights = example.page.words[rows].astype(np.float64) + 1
    return rows, weights / max(weights.sum(), 1)
