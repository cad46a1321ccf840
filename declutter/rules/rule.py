"""Rule: what a caller decides about blocks, as a CSS selector or as a phrase."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from declutter.rules.selector import Selector, selector_of

if TYPE_CHECKING:
    from collections.abc import Iterable

PHRASE = "text:"
LONGEST = 1000  # characters of a rule
MOST = 1000  # rules that apply to one page
KEPT_SETS = 256  # rule sets that are kept compiled: as many sites in turn


class Rule(NamedTuple):
    """A rule: whether it keeps or drops, as it was written, and one of its two forms."""

    keep: bool
    text: str
    selector: Selector | None
    phrase: str

    @property
    def shown(self) -> str:
        """The rule as an argument."""
        return f'{"keep" if self.keep else "drop"}="{self.text}"'

    @property
    def reason(self) -> str:
        """The rule as the reason of a verdict."""
        return f"matches your rule {self.shown}"


@dataclass(frozen=True)
class RuleSet:
    """The rules that apply to one page. False when there are none."""

    rules: tuple[Rule, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.rules)

    @property
    def selectors(self) -> list[tuple[int, Selector]]:
        """The selectors with the numbers of their rules."""
        return [(number, rule.selector) for number, rule in enumerate(self.rules) if rule.selector is not None]

    @property
    def phrases(self) -> list[tuple[int, str]]:
        """The phrases with the numbers of their rules."""
        return [(number, rule.phrase) for number, rule in enumerate(self.rules) if rule.phrase]


NO_RULES = RuleSet()


@lru_cache(maxsize=KEPT_SETS)
def rule_set(keep: tuple[str, ...], drop: tuple[str, ...]) -> RuleSet:
    """The rules of two lists.

    Raises:
        ValueError: for a rule that is neither a selector nor a phrase, or too many of them.
    """
    if len(keep) + len(drop) > MOST:
        raise ValueError(f"there may be {MOST:,} rules for a page, not {len(keep) + len(drop):,}")
    return RuleSet((*(rule("keep", text) for text in keep), *(rule("drop", text) for text in drop)))


def rule(action: str, text: str) -> Rule:
    """A rule as it was written.

    Raises:
        ValueError: if it is neither a selector nor a phrase.
    """
    if len(text) > LONGEST:
        raise ValueError(f"a rule has at most {LONGEST:,} characters; {action}={text[:40]!r}… has {len(text):,}")
    if not text.startswith(PHRASE):
        try:
            return Rule(action == "keep", text, selector_of(text), "")
        except ValueError as error:
            raise ValueError(f"{action}={text!r}: {error}") from None
    phrase = " ".join(text.removeprefix(PHRASE).split())
    if not any(map(str.isalnum, phrase)):
        raise ValueError(f"{action}={text!r}: a phrase needs a word, as in 'text:Sign up for our newsletter'")
    return Rule(action == "keep", text, None, phrase)


def texts_of(name: str, given: object) -> tuple[str, ...]:
    """A list of rules, or one rule, as a tuple.

    Raises:
        ValueError: if it is neither.
    """
    rules: Iterable[object] = (given,) if isinstance(given, str) else given if isinstance(given, (list, tuple)) else (None,)
    texts = [text for text in rules if isinstance(text, str)]
    if len(texts) != len([*rules]):
        raise ValueError(f"{name} must be a list of CSS selectors and phrases, such as ['.promo', 'text:Sign up'], not {given!r}")
    return tuple(texts)
