"""Options of an extraction. Frozen, so that a pipeline can be shared between threads and pickled to workers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import NoneType
from typing import TYPE_CHECKING, Literal, NamedTuple

from declutter.charset_labels import web_codec
from declutter.limits import DEFAULT, Limits
from declutter.rules import NO_RULES, Rules, RuleSet, rule_set, texts_of

if TYPE_CHECKING:
    from collections.abc import Sequence

Input = Literal["auto", "html", "lines", "markdown"]
Focus = Literal["precision", "balanced", "recall"]
INPUTS = ("auto", "html", "lines", "markdown")
FOCUSES = ("precision", "balanced", "recall")


class Show(NamedTuple):
    """Switches of the output: links, images, tables, footnotes; readers' comments after the story; one line in place of each embed."""

    links: bool = True
    images: bool = True
    tables: bool = True
    footnotes: bool = True
    comments: bool = False
    embeds: bool = False


@dataclass(frozen=True, slots=True)
class Options:
    """Settings of a pipeline.

    Attributes:
        input: what the source is: ``"html"``, ``"lines"`` (a page already flattened to plain text), ``"markdown"`` (the output
            of a reader service or a converter), or ``"auto"``.
        focus: what to favour where the judge is in doubt: ``"precision"`` keeps less, ``"recall"`` more (the cut maximises the expected
            F0.5, F1 or F2; docs/quality.md has the measured figures).
        encoding: name of the character encoding of byte sources, as the web knows it (``"latin-1"`` is
            windows-1252); ``None`` detects it.
        limits: what one page may take, in bytes, seconds, blocks and characters of output.
        links: whether formats with links have them; the text of a link is always there.
        images: whether formats with images have them.
        tables: whether tables of data are part of the story.
        footnotes: whether the notes that the text refers to are part of it.
        comments: whether readers' comments stand after the story; ``Document.comments`` has them either way.
        embeds: whether a line such as ``[video] https://…`` stands in the place of each embed; ``Document.embeds`` has them either way.
        keep: own rules, CSS selectors and phrases (``"text:…"``), whose text is kept whatever the judge says (docs/own-rules.md).
        drop: … whose text is dropped.
        rules: more of them, also by site: of `declutter.load_rules`.

    Raises:
        ValueError: for a value that is not one of the above.
    """

    input: Input = "auto"
    focus: Focus = "balanced"
    encoding: str | None = None
    limits: Limits = DEFAULT
    links: bool = True
    images: bool = True
    tables: bool = True
    footnotes: bool = True
    comments: bool = False
    embeds: bool = False
    keep: Sequence[str] = ()
    drop: Sequence[str] = ()
    rules: Rules | None = None

    @property
    def show(self) -> Show:
        """What every format shows."""
        return Show(self.links, self.images, self.tables, self.footnotes, self.comments, self.embeds)

    @property
    def rule_set(self) -> RuleSet:
        """The rules for all pages; those of sites are in what `at` returns."""
        if self.rules is not None:
            return self.at(None).rule_set
        return rule_set(tuple(self.keep), tuple(self.drop)) if self.keep or self.drop else NO_RULES

    def at(self, address: str | None) -> Options:
        """The options for the page at an address: the rules of its site are among ``keep`` and ``drop``."""
        if self.rules is None:
            return self
        keep, drop = self.rules.at(address)
        return replace(self, keep=(*self.keep, *keep), drop=(*self.drop, *drop), rules=None)

    def __post_init__(self) -> None:
        if self.input not in INPUTS:
            raise ValueError(f"input must be one of {', '.join(map(repr, INPUTS))}, not {self.input!r}")
        if self.focus not in FOCUSES:
            raise ValueError(f"focus must be one of {', '.join(map(repr, FOCUSES))}, not {self.focus!r}")
        if not isinstance(self.limits, Limits):
            raise ValueError(f"limits must be declutter.Limits(…), not {self.limits!r}")
        for name, value in self.show._asdict().items():
            if not isinstance(value, bool):
                raise ValueError(f"{name} must be True or False, not {value!r}")
        object.__setattr__(self, "keep", texts_of("keep", self.keep))
        object.__setattr__(self, "drop", texts_of("drop", self.drop))
        rule_set(self.keep, self.drop)
        if not isinstance(self.rules, (Rules, NoneType)):
            raise ValueError(f"rules must be declutter.Rules, as load_rules(path) returns them, not {self.rules!r}")
        if self.encoding is not None and not (isinstance(self.encoding, str) and web_codec(self.encoding)):
            raise ValueError(f"encoding must be the name of an encoding of the web, such as 'utf-8' or 'shift_jis', not {self.encoding!r}")
