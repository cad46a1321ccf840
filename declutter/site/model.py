"""SiteModel: the lines that repeat on the pages of a site."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from declutter.document import Document
from declutter.options import Options
from declutter.reduce.selection import SiteEvidence
from declutter.site.counts import Counts
from declutter.site.keys import line_keys
from declutter.sources import read

if TYPE_CHECKING:
    import os

    from declutter.page import Floats, Page

FORMAT = 1  # of the JSON
LINES = 20_000  # lines that are counted at most: 2 MB of memory, and 500 KB of JSON

# Log-odds that a line and all around it are boilerplate when they stand on every page. Set by hand: the trained models know no such signal.
# They are sure of what authors repeat on purpose (log-odds above 2.5 for most repeated headings and notes of docs-dev), and in doubt about
# the boxes that they keep (0 to 1 on wcxb-dev). On the 680 pages of five sets that share a domain, 2.5 takes half of the repeated lines
# that are no text, and F1 rises on each set; 1 takes a third, and 4 loses what 2.5 won on wcxb-dev.
WEIGHT = 2.5
FIRST, SEEN = 3, 4  # pages with the line from which the evidence begins, since two may be one under two addresses, and has all its weight
SHARE = 0.2  # share of the site's pages from which it has all its weight: a site has several templates
# A sentence in the middle of the text looks like text (log-odds 4 to 6), and only its repetition tells; no author writes it ten times.
SENTENCE = (
    8  # words from which a line is a sentence: the weight grows with every doubling of its pages, and what is around it counts less …
)
DOUBLINGS = 2.0  # … up to this many after SEEN, when it does not count any more
WINDOW = 2  # blocks before and after a line that count as around it: "Ingredients" above new text is no boilerplate
LEFT = 0.1  # share of the words expected in the text that must be left; where all of it repeats, it is the only text that there is


class SiteModel:
    """The lines that repeat on the pages of one site: evidence against them on each of its pages.

    Teach it pages with `learn`, from one thread at a time, and give it to a `Pipeline` as ``site``. Its size is bounded whatever the number
    of pages: beyond 20,000 different lines it forgets the rarest.
    """

    def __init__(self) -> None:
        self.pages = 0
        self.lines = Counts(LINES)

    def __repr__(self) -> str:
        return f"<SiteModel of {self.pages} pages>"

    def learn(self, source: Any) -> None:
        """Count the lines of one more page: of a `Document`, which is cheap, or of any source that `declutter.extract` reads."""
        page = source.judged.page if isinstance(source, Document) else read(source, Options())
        if len(page):
            self.count(line_keys(page))

    def count(self, keys: list[int]) -> None:
        """Count the lines of one more page, given as `line_keys`."""
        self.pages += 1
        self.lines.add(keys)

    def evidence(self, page: Page, probabilities: Floats) -> SiteEvidence:
        """What repetition on the site adds to the log-odds of each block, 0 or less, and the number of pages that each line stands on."""
        seen = np.fromiter((self.lines[key] for key in line_keys(page)), np.int64, len(page))
        if not (seen >= FIRST).any():
            return SiteEvidence(np.zeros(len(page), np.float32), seen, self.pages)
        strength = np.clip((seen - FIRST + 1) / (SEEN - FIRST + 1), 0, 1) * np.clip(seen / (SHARE * self.pages), 0, 1)
        doublings = np.clip(np.log2(np.maximum(seen, 1) / SEEN), 0, DOUBLINGS) * (page.words >= SENTENCE)
        words = np.maximum(page.words, 1).astype(np.float64)
        around = np.ones(2 * WINDOW + 1)
        repeated, total = (np.convolve(column, around)[WINDOW:-WINDOW] for column in (words * strength, words))
        found = SiteEvidence(
            (-WEIGHT * (1 + doublings) * np.minimum(strength, np.maximum(repeated / total, doublings / DOUBLINGS))).astype(np.float32),
            seen,
            self.pages,
        )
        expected, left = (float((page.words * values).sum()) for values in (probabilities, found.applied(probabilities)))
        return found if left >= LEFT * expected else found._replace(log_odds=np.zeros(len(page), np.float32))

    def to_json(self) -> str:
        """The model as JSON. Lines that were seen once are left out, so a model that goes on learning counts them one page short."""
        lines = {f"{key:016x}": count for key, count in self.lines.counts.items() if count > 1}
        return json.dumps({"format": FORMAT, "pages": self.pages, "lines": lines})

    @classmethod
    def from_json(cls, text: str) -> SiteModel:
        """The model that `to_json` wrote.

        Raises:
            ValueError: if the text is something else.
        """
        data = json.loads(text)
        if not isinstance(data, dict) or data.get("format") != FORMAT:
            raise ValueError(f"this is no site model of format {FORMAT}")
        made = cls()
        made.pages = int(data["pages"])
        made.lines = Counts(LINES, {int(key, 16): int(count) for key, count in data["lines"].items()})
        return made

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the model to a file as JSON."""
        Path(path).write_text(self.to_json(), "utf-8")

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> SiteModel:
        """Read the model from a file that `save` wrote."""
        return cls.from_json(Path(path).read_text("utf-8"))
