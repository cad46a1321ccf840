"""Verdict: the explained outcome for one block. Contributions by classifier, reason, and the pass that decided."""

from __future__ import annotations

from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from declutter import classifiers
from declutter.judge import probability
from declutter.judge.network import CONTEXT
from declutter.limits import UNTIMED, Clock

if TYPE_CHECKING:
    from collections.abc import Iterator

    from declutter.classifiers.columns import Columns
    from declutter.judge import Judge
    from declutter.page import Page
    from declutter.reduce import Selection
    from declutter.structure import Block, Story

FIELDS = "index text tag kept label score log_odds contributions decided_by reason".split()
LABEL_BELOW = -0.05  # log-odds; a boilerplate classifier must contribute less than this to give a dropped block its label
REASONS = 3
SITE = "site"  # contribution of the site model, and label of what it speaks against most
PASS_LABELS = {"embeds": "embed", "comments": "comments", "hidden": "hidden", "paywall_offer": "paywall"}
TAG_LABELS = {"pre": "code", "td": "table", "th": "table", "li": "list", "blockquote": "quote", "dt": "list", "dd": "list"}


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome for one block.

    ``score`` is the probability (0..1) that the block belongs to the text; ``contributions`` are what each classifier added to its
    log-odds, and ``"context"`` what neighbouring and similar blocks added: with ``"bias"`` they sum to the log-odds exactly.
    ``label`` names the boilerplate classifier with the most negative contribution to a dropped block, and the kind of a kept one
    (paragraph, heading, list, table, code, quote). ``decided_by`` is the pass that decided last. ``block`` is what a kept block is in the
    story: its kind, its place in the text, its spans and containers.
    """

    index: int
    text: str
    tag: str
    kept: bool
    label: str
    score: float
    log_odds: float
    contributions: dict[str, float]
    decided_by: str
    reason: str
    block: Block | None = None

    @property
    def start(self) -> int:
        """Where the block begins in ``Document.text``, -1 where it is no part of it."""
        return self.block.start if self.block else -1

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.block.end if self.block else -1

    def to_dict(self) -> dict[str, Any]:
        """The verdict as a dict; what the block is in the story is in ``story``, None for a dropped block."""
        data = {name: getattr(self, name) for name in FIELDS}
        data["story"] = self.block.to_dict() if self.block else None
        return data


def verdicts(page: Page, columns: Columns, judge: Judge, selection: Selection, story: Story, clock: Clock = UNTIMED) -> Iterator[Verdict]:
    """The verdict on every block."""
    attribution = judge.attribution(columns)
    clock.check()
    log_odds, site = judge.log_odds(columns), selection.site
    if site is not None:
        log_odds = log_odds + site.log_odds
    scores = probability(log_odds)
    clock.check()
    blocks = {block.index: block for block in story.blocks}
    for i in clock.each(range(len(page))):
        parts = judge.contributions(columns, i, attribution)
        if site is not None and site.log_odds[i]:
            parts[SITE] = float(site.log_odds[i])
        groups = grouped(parts)
        kept = bool(selection.keep[i])
        flip = selection.flips.get(i)
        by = flip.by if flip else "cut"
        label = (
            kept_label(page, i)
            if kept
            else PASS_LABELS.get(by) or dropped_label(groups, grouped(judge.scorecard_contributions(columns, i)))
        )
        reason = flip.reason if flip else reasons(parts, columns, i, kept, site.reason(i) if site else "")
        yield Verdict(i, page.texts[i], page.tags[i], kept, label, float(scores[i]), float(log_odds[i]), groups, by, reason, blocks.get(i))


def grouped(parts: dict[str, float]) -> dict[str, float]:
    """Contributions of signals -> contributions of classifiers."""
    groups: dict[str, float] = {}
    for name, part in parts.items():
        classifier = name.partition(".")[0]
        groups[classifier] = groups.get(classifier, 0.0) + part
    return groups


def dropped_label(groups: dict[str, float], of_scorecard: dict[str, float]) -> str:
    """The boilerplate classifier with the most negative contribution (by the scorecard alone where it has none); else the lowest of all."""
    of_all = {name: part for name, part in groups.items() if name in classifiers.ROSTER}
    against = negative_boilerplate(groups) or negative_boilerplate(of_scorecard) or of_all or {"prose": 0.0}
    return min(against, key=lambda name: against[name])


def negative_boilerplate(groups: dict[str, float]) -> dict[str, float]:
    """The boilerplate classifiers with a negative contribution."""
    return {name: part for name, part in groups.items() if part < LABEL_BELOW and (name in classifiers.BOILERPLATE or name == SITE)}


def kept_label(page: Page, i: int) -> str:
    """What kind of text a kept block is."""
    return "heading" if page.heading[i] else TAG_LABELS.get(page.tags[i], "paragraph")


def reasons(parts: dict[str, float], columns: Columns, block: int, kept: bool, of_site: str = "") -> str:
    """The strongest contributions in words: first signals that hold, then signals that do not, last the context; ``of_site`` is SITE's."""
    sign = 1 if kept else -1
    ranked = sorted((-sign * part, name) for name, part in parts.items() if sign * part > 0 and name != "bias")
    found = ((0, of_site) if name == SITE else note(name, parts[name], columns, block) for _, name in ranked[:REASONS])
    notes = sorted(found, key=itemgetter(0))
    return "; ".join(text for _, text in notes) or ("little speaks against it" if kept else "little speaks for it")


def note(name: str, part: float, columns: Columns, block: int) -> tuple[int, str]:
    """The sort key and the text of one reason: the signal's note, with its value where the signal is numeric."""
    if name == CONTEXT.name:
        return 2, f"{CONTEXT.note}: {part:.3g}"
    signal = columns.signals[columns.rows[name]]
    value = columns[signal][block]
    if signal.numeric:
        return 0, f"{signal.note}: {value:.3g}"
    return (0, signal.note) if value else (1, f"is none that {signal.note}")
