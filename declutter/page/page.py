"""Page: one web page as columns. The only contract between the steps of the pipeline.

A *block* is a run of text between two block-level tags (or one line of plain text); a *region* is a container of blocks.
Blocks and regions are parallel lists and numpy arrays: value ``i`` of every block column belongs to block ``i``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import numpy as np
import regex

from declutter.limits import Clock
from declutter.page.characters import CLOSER, DIGIT, STOP, CharacterClasses
from declutter.page.regions import Regions
from declutter.page.tokens import TokenIndex, Tokens
from declutter.rules import NO_RULES, RuleSet

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from declutter.page.inline import Inline, Picture, Ruled

    Floats = NDArray[np.floating[Any]]
    Bools = NDArray[np.bool_]
    Ints = NDArray[np.integer[Any]]

PARAGRAPH_WORDS = 15
PARAGRAPH_LINKS = 0.35
FIGURES_AT_MOST = 160
LONG_LINE = 45  # words
SENTENCE_END = regex.compile(r"[.!?…。！？؟।॥۔][\"'”’»)\]」』]*$")


class Mark(NamedTuple):
    """An inline element that names its role: a ``<time>``, a ``rel=author`` link, a ``span`` with ``itemprop`` or an author class."""

    tag: str
    attrs: str
    value: str  # datetime, content or href attribute, "" where there is none
    text: str
    block: int


class Frame(NamedTuple):
    """An embedded player or widget: ``<iframe>``, ``<video>``, ``<amp-youtube>``, … with the block it stands before."""

    tag: str
    src: str
    title: str
    block: int


class Layout(NamedTuple):
    """Where the running text of a page is; one value per block unless stated otherwise."""

    mass: Floats  # words of running text (paragraphs of the story), 0 for other blocks
    holder: Ints  # region that directly contains the block
    path: Ints  # id of its path of tags and classes
    parent_path: Ints  # … of its parent's
    story: Bools  # paragraphs outside boilerplate containers
    best: Bools  # in the region that directly contains most of them
    core: Bools  # in the deepest region that contains three quarters of them
    wide: Bools  # … nine tenths
    path_share: Floats  # share of the running text under the same path of tags and classes
    parent_share: Floats  # … under the same path of the parent
    holder_share: Floats  # … in the same region, directly
    around: Floats  # share of the words of the three blocks before and after that are running text
    offset: Floats  # blocks before the first (negative) or after the last (positive) paragraph of the story; 0 between them
    start: int  # first block of the article (byline or headline label), 0 where none is recognised
    end: int  # first block after it (related list, comments, legal lines), the number of blocks where none is recognised
    first: int  # index of the story's first paragraph, the number of blocks where there is none
    last: int  # index of its last, -1 where there is none


class Headline(NamedTuple):
    """The visible headline: text, block (-1 where only the head has it), and all blocks that repeat it."""

    text: str
    block: int
    repeats: tuple[int, ...]


@dataclass(slots=True)
class Head:
    """Metadata of a page outside its visible text."""

    title: str = ""
    lang: str = ""
    base: str = ""
    metas: list[tuple[str, str]] = field(default_factory=list)  # (lower-cased name, property or itemprop; content)
    links: list[tuple[str, str]] = field(default_factory=list)  # (lower-cased rel; href)
    json_ld: list[str] = field(default_factory=list)
    scripted: list[str] = field(default_factory=list)  # publication dates in other scripts, unparsed
    dated: bool = False  # whether a meta tag or JSON-LD states a publication date, so that other scripts need not be searched
    marks: list[Mark] = field(default_factory=list)


@dataclass
class Page:
    """A page after reading. ``sources`` fills the lists; ``annotate`` fills ``said``, ``bits`` and what follows."""

    kind: Literal["html", "lines"]
    texts: list[str]
    tags: list[str]
    region: list[int]
    link_chars: list[int]
    inline_attrs: list[str]  # class and role-like values of the block's inline elements
    breaks: list[int]  # what precedes the block: 1 a <br>, 2 an empty line or rule, 0 neither
    regions: Regions
    head: Head = field(default_factory=Head)
    frames: list[Frame] = field(default_factory=list)
    inlines: dict[int, Inline] = field(default_factory=dict)  # by block, for those with inline elements
    pictures: list[Picture] = field(default_factory=list)
    # block and region of the element that each in-page link leads to, by its id; (-1, -1) where the page has no such element
    anchors: dict[str, tuple[int, int]] = field(default_factory=dict)
    excluded: dict[int, str] = field(default_factory=dict)  # blocks that no format shows, with the reason
    rules: RuleSet = NO_RULES  # what the caller decides
    ruled: list[Ruled] = field(default_factory=list)  # elements that selectors of rules match
    url: str | None = None
    warnings: list[str] = field(default_factory=list)
    status: str = ""  # why reading it was not done, or not to its end (not_html, too_large, timeout, truncated), "" for a whole page
    clock: Clock = field(default_factory=Clock)
    tokens: Tokens = field(default_factory=Tokens)  # words at the start of each block; empty for links of menus
    token_index: TokenIndex = None  # type: ignore[assignment]  # the same as arrays; set by annotate
    thread: bool = False  # a forum topic, a question with answers, a discussion
    wide: bool = False  # some text is in a script without spaces between words
    said: dict[str, Floats] = field(default_factory=dict)
    bits: dict[str, int] = field(default_factory=dict)
    block_bits: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    own_bits: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    words: Floats = field(default_factory=lambda: np.zeros(0, np.float32))
    region_kind: Ints = field(default_factory=lambda: np.zeros(0, np.int64))  # of each region; those with equal tag and names share it
    name_odds: Floats = field(default_factory=lambda: np.zeros(0, np.float32))  # rows known, mean, lowest, highest; one column per region
    inline_odds: Floats = field(default_factory=lambda: np.zeros(0, np.float32))
    word_odds: Floats = field(default_factory=lambda: np.zeros(0, np.float32))  # rows sum, mean, lowest, highest; one column per block
    language: str = ""
    function_words: Floats = field(default_factory=lambda: np.zeros(0, np.float32))
    layout: Layout = None  # type: ignore[assignment]  # set by layout.survey
    headline: Headline = None  # type: ignore[assignment]  # set by headline.find

    def __len__(self) -> int:
        return len(self.texts)

    @property
    def bare(self) -> bool:
        """Whether the page is plain lines without any structure."""
        return self.kind == "lines" and len(self.regions.tag) == 1

    def hits(self, name: str) -> Floats:
        """Coverage: share (0..1) of each block's characters that phrases of lexicon ``name`` match."""
        column = self.said.get(name)
        return self.zeros if column is None else column

    def inside(self, *names: str) -> Bools:
        """Which blocks are inside an element whose tag, class, id or role hints at one of ``names``."""
        return self._has(self.block_bits, names)

    def own(self, *names: str) -> Bools:
        """Like `inside`, but only for the block's own element, its parent, and inline elements of a short block."""
        return self._has(self.own_bits, names)

    def _has(self, column: Ints, names: tuple[str, ...]) -> Bools:
        mask = 0
        for name in names:
            mask |= self.bits[name]
        result: Bools = (column & mask) != 0
        return result

    def tagged(self, *tags: str) -> Bools:
        """Which blocks have one of these tags as their nearest block-level element."""
        numbers, column = self.tag_numbers
        wanted = np.zeros(len(numbers) + 1, np.bool_)
        wanted[[numbers[tag] for tag in tags if tag in numbers]] = True
        result: Bools = wanted[column]
        return result

    @cached_property
    def tag_numbers(self) -> tuple[dict[str, int], Ints]:
        """A number for each distinct tag, and the column of tag numbers, one per block."""
        numbers = {tag: number for number, tag in enumerate(dict.fromkeys(self.tags))}
        return numbers, np.fromiter(map(numbers.__getitem__, self.tags), np.int64, len(self.tags))

    @cached_property
    def zeros(self) -> Floats:
        return np.zeros(len(self.texts), np.float32)

    @cached_property
    def characters(self) -> CharacterClasses:
        """Character classes of the blocks."""
        return CharacterClasses(self.texts)

    @cached_property
    def chars(self) -> Floats:
        """Number of characters, one value per block."""
        return self.characters.lengths.astype(np.float32)

    @cached_property
    def linked(self) -> Floats:
        """Number of characters of link text, one value per block."""
        return np.array(self.link_chars, np.float32)

    @cached_property
    def link_density(self) -> Floats:
        """Share (0..1) of each block's characters that are link text."""
        result: Floats = np.minimum(self.linked / np.maximum(self.chars, 1), 1)
        return result

    @cached_property
    def sentence(self) -> Bools:
        """Blocks of four words or more that end like a sentence."""
        long, last = self.words >= 4, self.characters.ends
        ends: Bools = long & ((last & STOP) != 0)
        for i in np.flatnonzero(long & ((last & CLOSER) != 0)).tolist():
            ends[i] = SENTENCE_END.search(self.texts[i][-4:]) is not None
        return ends

    @cached_property
    def paragraph(self) -> Bools:
        """Blocks long enough, and with few enough links, to be running text; a plain line must also end like a sentence."""
        result: Bools = (self.words >= PARAGRAPH_WORDS) & (self.link_density < PARAGRAPH_LINKS)
        return result if self.kind == "html" else result & (self.sentence | (self.words >= LONG_LINE))

    @cached_property
    def region_of(self) -> Ints:
        """The innermost region of each block."""
        return np.array(self.region, np.int64)

    @cached_property
    def region_span(self) -> tuple[Ints, Ints]:
        """First block, and one past the last, of each region."""
        return np.array(self.regions.first, np.int64), np.array(self.regions.last, np.int64)

    @cached_property
    def region_parent(self) -> Ints:
        """Parent of each region, -1 for the root."""
        return np.array(self.regions.parent, np.int64)

    @cached_property
    def climbs(self) -> list[Ints]:
        """Ancestor tables for pointer jumping: for each region its parent, then the one 2, 4, 8 … levels up; ``len(regions)`` for none.

        Properties are inherited from all ancestors in a logarithmic number of rounds, each covering twice as many levels as the one before.
        """
        none = len(self.regions)
        up = np.append(np.where(self.region_parent < 0, none, self.region_parent), none)
        found = []
        while (up != none).any():
            found.append(up)
            up = up[up]
        return found

    @cached_property
    def digit_share(self) -> Floats:
        """Share (0..1) of each block's characters that are ASCII digits; 0 for blocks of more than ``FIGURES_AT_MOST`` characters."""
        figures = self.characters.count(DIGIT) * (self.chars <= FIGURES_AT_MOST)
        return (figures / np.maximum(self.chars, 1)).astype(np.float32)

    @cached_property
    def heading(self) -> Bools:
        """Which blocks are h1 to h6."""
        return self.tagged("h1", "h2", "h3", "h4", "h5", "h6")
