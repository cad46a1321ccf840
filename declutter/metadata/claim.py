"""Claim: one thing that one place of the page says about it."""

from __future__ import annotations

from typing import NamedTuple


class Claim(NamedTuple):
    """A candidate for a metadata field.

    Attributes:
        field: name of a `Metadata` field.
        value: what the page says, as found: cleaned and parsed only when the claims are settled.
        source: where it stands, such as ``"json-ld"`` or ``"meta og:title"``.
        trust: share (0..1) of such claims that were right on the development pages.
    """

    field: str
    value: str
    source: str
    trust: float
