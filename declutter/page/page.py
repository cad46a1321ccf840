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

from declutter.page.characters import CLOSER, DIGIT, STOP, CharacterClasses
from declutter.page.tokens import TokenIndex, Tokens

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from declutter.page.inline import Inline, Picture

    Floats = NDArray[np.floating[Any]]
    Bools = NDArray[np.bool_]
    Ints = NDArray[np.integer[Any]]

PARAGRAPH_WORDS = 15
PARAGRAPH_LINKS = 0.35
FIGURES_AT_MOST = 160
LONG_LINE = 45  # words
SENTENCE_END = regex.compile(r"[.!?…。！？؟।॥۔][\"'”’»)\]」』]*$")


class Signal(NamedTuple):
    """A named, weighted measure: one value a block.

    ``name`` is ``classifier.what``; ``note`` finishes the sentence "this block …" in an explanation. A ``numeric`` signal has a value
    for every block (a length, a share, a distance), and its note names what is measured.
    """

    name: str
    note: str
    numeric: bool = False


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
    """Where the running text of a page sits; a value a block unless said otherwise."""

    mass: Floats  # words of running text: of the story's paragraphs, 0 elsewhere
    holder: Ints  # region that holds the block directly
    path: Ints  # number of its path of tags and classes
    parent_path: Ints  # … of its parent's
    story: Bools  # paragraphs that stand in no furniture
    best: Bools  # in the container that holds most of them directly
    core: Bools  # in the deepest container that holds three quarters of them
    wide: Bools  # … nine tenths
    path_share: Floats  # share of the running text that stands under the same path of tags and classes
    parent_share: Floats  # … under the same path of the parent
    holder_share: Floats  # … in the same direct container
    around: Floats  # share of the words of the three blocks before and after that are running text
    offset: Floats  # blocks before the first (negative) or after the last (positive) paragraph of the story; 0 between them
    start: int  # block that opens the article (its byline or headline label), 0 where none is seen
    end: int  # block that closes it (related list, comments, legal lines), the number of blocks where none is seen
    first: int  # index of the story's first paragraph, the number of blocks where there is none
    last: int  # index of its last, -1 where there is none


class Headline(NamedTuple):
    """The headline as the page shows it: its text, its block (-1 where it is only in the head), and every block that repeats it."""

    text: str
    block: int
    repeats: tuple[int, ...]


@dataclass(slots=True)
class Head:
    """What a page says about itself outside its visible text."""

    title: str = ""
    lang: str = ""
    base: str = ""
    metas: list[tuple[str, str]] = field(default_factory=list)  # (lower-cased name, property or itemprop; content)
    links: list[tuple[str, str]] = field(default_factory=list)  # (lower-cased rel; href)
    json_ld: list[str] = field(default_factory=list)
    scripted: list[str] = field(default_factory=list)  # days of publication that other scripts name, as they write them
    dated: bool = False  # whether a tag or JSON-LD states a day of publication, so that no other script need be heard
    marks: list[Mark] = field(default_factory=list)


@dataclass(slots=True)
class Regions:
    """Containers in document order: a parent stands before its children. Blocks ``first[i]:last[i]`` lie in region ``i``."""

    tag: list[str] = field(default_factory=list)
    attrs: list[str] = field(default_factory=list)  # class, id and role-like attribute values, joined by spaces
    parent: list[int] = field(default_factory=list)  # -1 for the root
    first: list[int] = field(default_factory=list)
    last: list[int] = field(default_factory=list)
    counts: dict[int, dict[str, str]] = field(default_factory=dict)  # attributes that number items, span cells or name a language

    def __len__(self) -> int:
        return len(self.tag)

    def drop_last(self) -> None:
        """Forget the region that came last."""
        self.tag.pop()
        self.counts.pop(len(self.tag), None)
        self.attrs.pop()
        self.parent.pop()
        self.first.pop()
        self.last.pop()


@dataclass
class Page:
    """A page after reading. Lists come from ``sources``; ``said`` and ``bits`` are filled in by ``annotate``."""

    kind: Literal["html", "lines"]
    texts: list[str]
    tags: list[str]
    region: list[int]
    link_chars: list[int]
    inline_attrs: list[str]  # class and role-like values of the inline elements of the block
    breaks: list[int]  # 1 where a <br>, 2 where an empty line stands before the block
    regions: Regions
    head: Head = field(default_factory=Head)
    frames: list[Frame] = field(default_factory=list)
    inlines: dict[int, Inline] = field(default_factory=dict)  # of the blocks that hold inline elements
    pictures: list[Picture] = field(default_factory=list)
    # block and region of the element that each in-page link leads to, by its id; (-1, -1) where the page has no such element
    anchors: dict[str, tuple[int, int]] = field(default_factory=dict)
    url: str | None = None
    warnings: list[str] = field(default_factory=list)
    refused: str = ""  # status of a source that is no page
    # words at the start of each block; none for links of menus
    tokens: Tokens = field(default_factory=Tokens)
    token_index: TokenIndex = None  # type: ignore[assignment]  # the same in one row; set by annotate
    thread: bool = False  # a forum topic, a question with answers, a discussion
    wide: bool = False  # some text is in a script that does not part its words
    said: dict[str, Floats] = field(default_factory=dict)
    bits: dict[str, int] = field(default_factory=dict)
    block_bits: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    own_bits: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    words: Floats = field(default_factory=lambda: np.zeros(0, np.float32))
    region_kind: Ints = field(default_factory=lambda: np.zeros(0, np.int64))  # a number a region: equal number, equal tag and names
    name_odds: Floats = field(default_factory=lambda: np.zeros(0, np.float32))  # known, mean, lowest, highest (rows) a region
    inline_odds: Floats = field(default_factory=lambda: np.zeros(0, np.float32))
    word_odds: Floats = field(default_factory=lambda: np.zeros(0, np.float32))  # sum, mean, lowest, highest (rows) a block
    language: str = ""
    function_words: Floats = field(default_factory=lambda: np.zeros(0, np.float32))
    layout: Layout = None  # type: ignore[assignment]  # set by layout.survey
    headline: Headline = None  # type: ignore[assignment]  # set by headline.find

    def __len__(self) -> int:
        return len(self.texts)

    @property
    def bare(self) -> bool:
        """Whether nothing but their look says what the lines are."""
        return self.kind == "lines" and len(self.regions.tag) == 1

    def hits(self, name: str) -> Floats:
        """Share (0..1) of each block's letters that phrases of lexicon ``name`` cover."""
        column = self.said.get(name)
        return self.zeros if column is None else column

    def inside(self, *names: str) -> Bools:
        """Which blocks stand in a container (or are one) whose tag, class, id or role hints at one of ``names``."""
        return self._has(self.block_bits, names)

    def own(self, *names: str) -> Bools:
        """Like `inside`, for the block's own element, its parent, and inline elements of a short block."""
        return self._has(self.own_bits, names)

    def _has(self, column: Ints, names: tuple[str, ...]) -> Bools:
        wanted = 0
        for name in names:
            wanted |= self.bits[name]
        result: Bools = (column & wanted) != 0
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
        """A number for each tag that blocks have, and each block's."""
        numbers = {tag: number for number, tag in enumerate(dict.fromkeys(self.tags))}
        return numbers, np.fromiter(map(numbers.__getitem__, self.tags), np.int64, len(self.tags))

    @cached_property
    def zeros(self) -> Floats:
        return np.zeros(len(self.texts), np.float32)

    @cached_property
    def characters(self) -> CharacterClasses:
        """Which kinds of characters the blocks have."""
        return CharacterClasses(self.texts)

    @cached_property
    def chars(self) -> Floats:
        """Characters a block."""
        return self.characters.lengths.astype(np.float32)

    @cached_property
    def linked(self) -> Floats:
        """Characters of link text a block."""
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
        """Blocks long enough, and with few enough links, to be running text; a bare line must end like a sentence too."""
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
        """For each region the one above it, then two above, four, eight …; one past the last region where there is none.

        What holds of a region and of all above it is put together in as many rounds: each knows twice as many levels as the one before.
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
