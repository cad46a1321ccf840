"""Data augmentation: pages whose elements have no names, or random ones, as old templates and style compilers write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random

    from lxml import etree

NAMES = frozenset("class id role itemprop itemtype itemscope rel".split())
NAME_STARTS = ("data-", "aria-")
OF_THE_HEAD = frozenset("html meta link script".split())  # attributes of these elements stay
SCRAMBLED = ("class", "id")
LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"


def remove_names(root: etree._Element) -> None:
    """Remove class, id, role and data attributes."""
    for element in root.iter("*"):
        for key in [] if element.tag in OF_THE_HEAD else map(str, element.attrib.keys()):
            if key in NAMES or key.startswith(NAME_STARTS):
                del element.attrib[key]


def scramble_names(root: etree._Element, rng: random.Random) -> None:
    """Replace each class and id by a random one, the same for the same name: ``css-1a2b3c``."""
    known: dict[str, str] = {}
    prefix = rng.choice(("css-", "sc-", "jsx-", "_", "s"))
    for element in root.iter("*"):
        for key in () if element.tag in OF_THE_HEAD else SCRAMBLED:
            names = element.get(key)
            if names:
                new = [known.setdefault(name, prefix + "".join(rng.choices(LETTERS, k=6))) for name in names.split()]
                element.set(key, " ".join(new))
