"""Metadata: the resolved fields of a page."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime

    from declutter.metadata.claim import Claim


@dataclass(frozen=True)
class Metadata:
    """Resolved metadata. A field is empty (``""``, ``()`` or ``None``) rather than guessed.

    Attributes:
        title: the headline, without the name of the site.
        authors: names of the persons (or desks) in the byline.
        published: the day of publication, as the page shows it in its own time zone.
        modified: the day of the last change, likewise.
        published_at: the instant of publication, an aware ``datetime``, if the page states time and zone. Its own date may differ
            from ``published`` by one day, where the page states it in UTC and shows the local day.
        modified_at: the instant of the last change, likewise.
        site_name: name of the site or publisher.
        language: primary language subtag (BCP 47), such as ``"en"``; the language of the text where it contradicts the declared one.
        direction: ``"ltr"`` or ``"rtl"``.
        description: the page's own summary.
        url: the canonical address where one is stated, else the page's own.
        canonical_url: canonical address as stated, absolute.
        image: address of the main picture, absolute.
        tags: keywords and topics.
        categories: sections of the site that the page stands in.
        license: address or name of the licence.
        copyright_holder: who holds the copyright.
        page_type: article, forum, product, collection, listing, documentation or service.
        is_paywalled: True if the page declares a paywall, False if it declares free access, None if it declares neither.
        sources: field name -> where its value was found.
        claims: all claims of these fields, as found.
    """

    title: str = ""
    authors: tuple[str, ...] = ()
    published: date | None = None
    modified: date | None = None
    published_at: datetime | None = None
    modified_at: datetime | None = None
    site_name: str = ""
    language: str = ""
    direction: str = ""
    description: str = ""
    url: str = ""
    canonical_url: str = ""
    image: str = ""
    tags: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    license: str = ""
    copyright_holder: str = ""
    page_type: str = ""
    is_paywalled: bool | None = None
    sources: dict[str, str] = field(default_factory=dict)
    claims: tuple[Claim, ...] = field(default=(), repr=False, compare=False)

    @property
    def date_precision(self) -> str:
        """How exactly ``published`` is known: ``"time"``, ``"day"``, or ``""`` where it is not."""
        if self.published is None:
            return ""
        return "time" if self.published_at is not None else "day"

    def candidates(self, name: str = "") -> tuple[Claim, ...]:
        """The claims that lost: those of other sources than the one that a field was taken from, most trusted first.

        Args:
            name: a field; all fields where left out.
        """
        lost = (claim for claim in self.claims if name in ("", claim.field) and self.sources.get(claim.field) != claim.source)
        return tuple(sorted(lost, key=lambda claim: -claim.trust))
