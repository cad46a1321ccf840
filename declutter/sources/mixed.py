"""UTF-8 pages with runs in another charset, as when an old teaser or a reader's comment was pasted in byte by byte."""

from __future__ import annotations

import codecs
import re
from typing import Final, NamedTuple

from declutter.sources.charset_scores import LATIN, MULTI_BYTE, scores
from declutter.sources.charset_tables import SINGLE_BYTE, charmap

_RUNS: Final = re.compile(rb"([<>\r\n]+)")
_LEADS: Final = range(0xC2, 0xF5)
_ESCAPED: Final = re.compile("[\udc80-\udcff]+")  # bytes that are not valid in UTF-8, as Python escapes them
#: First bytes of the UTF-8 characters in text of Latin script: its letters, NBSP and its like, typographic punctuation.
_LATIN_LEADS: Final = (*range(0xC2, 0xCA), 0xE2)
#: Non-ASCII bytes without which runs are taken for windows-1252, the most common charset by far.
_ENOUGH: Final = 10
#: Non-ASCII characters in runs of intact UTF-8 that show a mixed page, and how many broken runs there may be to each intact one.
_INTACT, _BROKEN_EACH = 3, 4


class Mixed(NamedTuple):
    """Text of a page, the charset that its runs outside UTF-8 were read in, how many byte sequences were, and how many were lost."""

    text: str
    codec: str
    read: int
    lost: int


class _Reader:
    """Reads the bytes of one page that are not valid in UTF-8: letters of windows-1252, or what is left of broken characters."""

    def __init__(self, data: bytes) -> None:
        intact = data.decode("utf-8", "ignore").encode()
        counts = {chr(lead): intact.count(lead) for lead in _LEADS}
        self._leads = {lead for lead, count in counts.items() if count}
        self.latin = 2 * sum(counts[chr(lead)] for lead in _LATIN_LEADS) >= sum(counts.values())
        self.read = self.lost = 0

    def text(self, piece: bytes) -> str:
        """The text of a piece of the page."""
        return _ESCAPED.sub(self._letters, piece.decode("utf-8", "surrogateescape"))

    def _letters(self, escaped: re.Match[str]) -> str:
        data = escaped[0].encode("utf-8", "surrogateescape")
        text = codecs.charmap_decode(data, "replace", charmap("windows-1252"))[0]
        before, after = escaped.string[max(0, escaped.start() - 1) : escaped.start()], escaped.string[escaped.end() : escaped.end() + 1]
        inside = before.islower() and text[0].isupper()
        cut = chr(data[0]) in self._leads and not after.isalpha()
        good = self.latin and text.isprintable() and not inside and not cut
        self.read += good
        self.lost += not good
        return text if good else "\ufffd"


def read_mixed(data: bytes, *, whole: bool) -> Mixed | None:
    """Read a page that is UTF-8 but for some runs; None where it is not, unless it is known to be (``whole``).

    A run without a UTF-8 character in it is decoded as a whole, in the charset that all such runs together look like.
    Single bytes elsewhere are windows-1252 in a page of Latin script, and damage in others, where such a run would be longer.
    """
    pieces: list[bytes | str] = list(_RUNS.split(data))
    foreign: list[int] = []
    intact = broken = characters = 0
    for i, piece in enumerate(pieces):
        if isinstance(piece, bytes):
            try:
                pieces[i] = text = piece.decode("utf-8")
                if not text.isascii():
                    intact += 1
                    characters += len(text) - len(text.encode("ascii", "ignore"))
            except UnicodeDecodeError:
                broken += 1
                if piece.decode("utf-8", "ignore").isascii():
                    foreign.append(i)
    sample = b"\n".join(pieces[i] for i in foreign)  # type: ignore[misc]
    reader = _Reader(data)
    likely = scores(sample) if len(sample) - len(sample.decode("ascii", "ignore")) >= _ENOUGH else {}
    alike = [codec for codec in likely if codec in LATIN or not reader.latin]  # a run is in the script of its page
    codec = max(alike, key=likely.__getitem__, default="windows-1252")
    if not whole and (characters < _INTACT or broken > _BROKEN_EACH * intact or codec in MULTI_BYTE):
        return None
    if codec != "windows-1252":
        for i in foreign:
            text = _in_codec(pieces[i], codec)  # type: ignore[arg-type]
            reader.read += 1
            reader.lost += text.count("\ufffd")
            pieces[i] = text
    text = "".join(piece if isinstance(piece, str) else reader.text(piece) for piece in pieces)
    return Mixed(text, codec, reader.read, reader.lost)


def _in_codec(piece: bytes, codec: str) -> str:
    return codecs.charmap_decode(piece, "replace", charmap(codec))[0] if codec in SINGLE_BYTE else piece.decode(codec, "replace")
