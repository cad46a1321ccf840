"""Hints of tags, class names, ids and roles, as data: ``<nav>``, ``class="share-bar"``, ``role="main"``.

Names are split at punctuation and at capitals inside words; ``entry-content`` in the data file is two consecutive parts.
"""

from __future__ import annotations

from functools import cache

from declutter.lexicon.files import data_file, lines


@cache
def hints() -> tuple[dict[str, int], dict[str, int], dict[str, int]]:
    """(name -> bit, tag -> bits, dashed name parts -> bits)."""
    bits: dict[str, int] = {}
    tags: dict[str, int] = {}
    parts: dict[str, int] = {}
    bit = 0
    for entry in lines(data_file("hints.txt")):
        if entry.startswith("["):
            bit = bits.setdefault(entry.strip("[]"), 1 << len(bits))
            continue
        for word in entry.split():
            if word.startswith("<"):
                tags[word.strip("<>")] = tags.get(word.strip("<>"), 0) | bit
            else:
                parts[word] = parts.get(word, 0) | bit
    return bits, tags, parts
