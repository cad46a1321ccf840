"""Claim: a candidate value of a metadata field, with its source and the trust in it."""

from __future__ import annotations

from typing import NamedTuple


class Claim(NamedTuple):
    """A candidate value of a metadata field.

    Attributes:
        field: name of a `Metadata` field.
        value: the text as found; it is cleaned and parsed only when the claims are resolved.
        source: where it was found, such as ``"json-ld"`` or ``"meta og:title"``.
        trust: precision (0..1) of such claims on the development pages.
    """

    field: str
    value: str
    source: str
    trust: float
