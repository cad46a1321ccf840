"""What the report shows, as plain data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from declutter.document.kinds import KINDS
from declutter.version import __version__

if TYPE_CHECKING:
    from declutter.document import Document
    from declutter.document.verdict import Verdict

STRONGEST = 10  # signals of a block that are shown in words
DIGITS = 4  # after the point of log-odds and probabilities
FIELDS = (
    "title authors published published_at modified site_name language description url image tags categories license copyright_holder "
    "page_type is_paywalled"
).split()
WORDS = {  # of what is no classifier
    "bias": "without any evidence",
    "context": "blocks around it and like it",
    "site": "other pages of the site",
}


def data_of(document: Document) -> dict[str, Any]:
    """The page, its blocks and its metadata."""
    blocks = document.blocks
    said: dict[str, int] = {}  # each phrase once, by its number
    return {
        "version": __version__,
        "title": document.title or document.url or "A page without a title",
        "url": document.url,
        "status": document.status,
        "quality": round(document.quality, DIGITS),
        "warnings": list(document.warnings),
        "threshold": round(document.threshold, DIGITS),
        "words": document.word_count,
        "language": document.language,
        "direction": document.direction,
        "blocks": [block_data(verdict, said) for verdict in blocks],
        "said": list(said),
        "labels": {name: KINDS.get(name, name) for name in dict.fromkeys(verdict.label for verdict in blocks)},
        "names": WORDS,
        "metadata": [field_data(document, name) for name in FIELDS],
    }


def block_data(verdict: Verdict, said: dict[str, int]) -> dict[str, Any]:
    """A block with its verdict, what each classifier adds, and its strongest signals as numbers of phrases, which go into ``said``."""
    contributions = {name: round(part, DIGITS) for name, part in verdict.contributions.items()}
    return {
        "text": verdict.text,
        "tag": verdict.tag,
        "kept": verdict.kept,
        "label": verdict.label,
        "score": round(verdict.score, DIGITS),
        "logOdds": round(verdict.log_odds, DIGITS),
        "by": verdict.decided_by,
        "reason": verdict.reason,
        "path": verdict.path,
        "xpath": verdict.xpath,
        "line": verdict.line,
        "parts": sorted(contributions.items(), key=lambda pair: -abs(pair[1])),
        "signals": [(said.setdefault(words, len(said)), part) for words, part in signals_of(verdict)],
    }


def signals_of(verdict: Verdict) -> list[tuple[str, float]]:
    """The block's strongest signals in words, with what each adds to the log-odds."""
    named = ((name, part) for name, part in verdict.signals.items() if name not in WORDS)
    strongest = sorted(named, key=lambda pair: -abs(pair[1]))[:STRONGEST]
    words = verdict.explained.words(verdict.index)
    return [(words.get(name, name), round(part, DIGITS)) for name, part in strongest]


def field_data(document: Document, name: str) -> dict[str, Any]:
    """A metadata field: its value, where that was found, and the claims that lost."""
    metadata = document.metadata
    value = getattr(metadata, name)
    lost = [{"value": str(claim.value), "source": claim.source} for claim in metadata.candidates(name)]
    return {"name": name.replace("_", " "), "value": shown(value), "source": metadata.sources.get(name, ""), "lost": lost}


def shown(value: Any) -> str:
    """A value as text; nothing for one that is not known."""
    if isinstance(value, tuple):
        return ", ".join(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else value if isinstance(value, str) else value.isoformat()
