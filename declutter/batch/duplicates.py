"""Duplicates: texts that equal or resemble one that was kept before. What is kept depends on the order of the texts alone.

Equal are texts with the same words. Similar are those whose sets of five consecutive words overlap by four fifths (Jaccard similarity), as
estimated with 64 MinHash permutations; locality-sensitive hashing with 8 bands finds the candidates.
"""

from __future__ import annotations

import struct
from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

DIGEST = 16  # bytes of the digest of a text
PERMUTATIONS, BANDS, SEED = 64, 8, 1
PER_BAND = PERMUTATIONS // BANDS
SIMILAR = 0.8  # share of equal permutations
CANDIDATES = 50  # texts of a band that are compared at most, so that a corpus of look-alikes costs linear time
SHINGLE = 5  # words; as GPT-3's and RefinedWeb's deduplication did
SIGNATURE = struct.Struct(f"<{PERMUTATIONS}I")


class Duplicates:
    """The texts that were kept.

    Args:
        near: whether similar texts count too, which takes about 2.7 KB of memory per kept text, instead of 0.1 KB.

    Raises:
        ImportError: if ``near`` and rensa is not installed.
    """

    def __init__(self, *, near: bool) -> None:
        self.near = near
        self.digests: set[bytes] = set()
        self.signatures: list[bytes] = []
        self.bands: dict[int, list[int]] = {}
        self.news: list[bytes] = []  # kept since `fresh` was called
        if near:
            minhash("")

    def kind(self, text: str) -> str:
        """``"duplicate"``, ``"near_duplicate"``, or ``""`` for a text that is new, and is remembered."""
        words = text.split()
        digest = blake2b(" ".join(words).encode("utf-8", "surrogatepass"), digest_size=DIGEST).digest()
        if digest in self.digests:
            return "duplicate"
        signature = minhash(" ".join(words).lower()) if self.near else b""
        if signature and self.resembles(signature):
            return "near_duplicate"
        self.remember(digest + signature)
        self.news.append(digest + signature)
        return ""

    def resembles(self, signature: bytes) -> bool:
        """Whether a kept text has nearly the same signature."""
        mine = SIGNATURE.unpack(signature)
        candidates = {place for key in band_keys(signature) for place in self.bands.get(key, ())}
        for place in sorted(candidates):
            equal = sum(a == b for a, b in zip(mine, SIGNATURE.unpack(self.signatures[place]), strict=True))
            if equal >= SIMILAR * PERMUTATIONS:
                return True
        return False

    def remember(self, entry: bytes) -> None:
        """Keep digest and signature of a text."""
        self.digests.add(entry[:DIGEST])
        if self.near:
            for key in band_keys(entry[DIGEST:]):
                places = self.bands.setdefault(key, [])
                if len(places) < CANDIDATES:
                    places.append(len(self.signatures))
            self.signatures.append(entry[DIGEST:])

    def fresh(self) -> bytes:
        """What was remembered since the last call, for a file."""
        news, self.news = self.news, []
        return b"".join(news)

    def load(self, files: Iterable[bytes]) -> None:
        """Remember what `fresh` gave before."""
        size = DIGEST + (SIGNATURE.size if self.near else 0)
        for data in files:
            for start in range(0, len(data), size):
                self.remember(data[start : start + size])


def minhash(text: str) -> bytes:
    """The MinHash signature of a text; a shorter text than a shingle is its own shingle.

    Raises:
        ImportError: if rensa is not installed.
    """
    try:
        from rensa import RMinHash
    except ImportError as error:
        raise ImportError("to find near duplicates, declutter needs rensa: pip install 'declutter-web[dedup]'") from error
    words = text.split()
    made = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
    made.update([" ".join(words[start : start + SHINGLE]) for start in range(max(1, len(words) - SHINGLE + 1))])
    return SIGNATURE.pack(*made.digest())


def band_keys(signature: bytes) -> list[int]:
    """One key for each band of a signature."""
    width = 4 * PER_BAND
    return [
        int.from_bytes(blake2b(signature[start : start + width], digest_size=8, person=bytes([start // width])).digest(), "little")
        for start in range(0, len(signature), width)
    ]
