"""What a page says about itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True)
class Metadata:
    """Settled metadata. A field is empty (``""``, ``()`` or ``None``) rather than guessed.

    Attributes:
        title: the headline, without the name of the site.
        authors: names of the persons (or desks) who sign.
        published: an aware ``datetime`` where the page states time and zone, else a ``date``.
        modified: likewise.
        site_name: name of the site or publisher.
        language: primary language subtag (BCP 47), such as ``"en"``.
        description: the page's own summary.
        url: canonical address, absolute.
        image: address of the main picture, absolute.
        tags: keywords and topics.
        sources: field name -> where its value was found.
    """

    title: str = ""
    authors: tuple[str, ...] = ()
    published: date | None = None
    modified: date | None = None
    site_name: str = ""
    language: str = ""
    description: str = ""
    url: str = ""
    image: str = ""
    tags: tuple[str, ...] = ()
    sources: dict[str, str] = field(default_factory=dict)
