"""Directions: for which verdict a signal speaks in the eyes of people, so that reasons name evidence that convinces.

The models are free to weigh anything either way: a row of short lines may speak for a poem. Such evidence counts, and is listed among the
contributions, but a reason that says "kept, because it is no link" or "dropped, because it is long" explains nothing.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from declutter import classifiers

if TYPE_CHECKING:
    from declutter.page import Ints, Signal

TEXT = frozenset("prose heading topic vocabulary class_names".split())  # classifiers whose signals speak for the text where they hold
FOR = frozenset(
    "text.words text.chars text.letters text.commas text.grammar text.ends text.tag "
    "container.main container.best container.core container.path container.parent container.holder container.post container.lead "
    "position.within position.company "
    "position_features.prose_near position_features.prose_far position_features.dense_near position_features.sentences_near "
    "position_features.grammar_near position_features.words_previous position_features.words_next "
    "line_context.sentences_close line_context.sentences_far line_context.words_close line_context.words_far "
    "line_context.sentence_run line_context.longer".split()
)
AGAINST = frozenset(
    "text.links text.figures prose.wordless container.outside container.aside container.footer container.header "
    "position.before position.after position.above position.below "
    "position_features.offset position_features.links_near position_features.links_far position_features.links_previous "
    "position_features.links_next line_context.said_close line_context.said_far line_context.figures line_context.capitals "
    "line_context.capitals_close line_context.capitals_far line_context.short_run line_context.alike".split()
)
BY_MEASURE = {  # of containers and of blocks of a kind: "story" in ``ancestors.story_own``
    **dict.fromkeys("story words dense prose rank largest".split(), 1),
    "links": -1,
}
FAMILIES = frozenset({"ancestors", "siblings"})


def direction(signal: Signal) -> int:
    """1 for a signal that speaks for the text where it holds or is high, -1 for one against it, 0 for one that may do either."""
    owner, _, what = signal.name.partition(".")
    if signal.name in AGAINST or owner in classifiers.BOILERPLATE:
        return -1
    if signal.name in FOR or owner in TEXT:
        return 1
    return BY_MEASURE.get(what.partition("_")[0], 0) if owner in FAMILIES else 0


@cache
def directions(signals: tuple[Signal, ...]) -> Ints:
    """The direction of each signal."""
    return np.array([direction(signal) for signal in signals], np.int8)
