"""The metadata fields of a document as its own attributes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime

    from declutter.metadata import Metadata


class MetadataFields:
    """Read-only access to the fields of ``self.metadata``; each is explained at `Metadata`."""

    @property
    def metadata(self) -> Metadata:
        """What the fields are taken from."""
        raise NotImplementedError

    @property
    def title(self) -> str:
        return self.metadata.title

    @property
    def authors(self) -> tuple[str, ...]:
        return self.metadata.authors

    @property
    def published(self) -> date | None:
        return self.metadata.published

    @property
    def published_at(self) -> datetime | None:
        return self.metadata.published_at

    @property
    def modified(self) -> date | None:
        return self.metadata.modified

    @property
    def modified_at(self) -> datetime | None:
        return self.metadata.modified_at

    @property
    def date_precision(self) -> str:
        return self.metadata.date_precision

    @property
    def site_name(self) -> str:
        return self.metadata.site_name

    @property
    def language(self) -> str:
        return self.metadata.language

    @property
    def direction(self) -> str:
        return self.metadata.direction

    @property
    def description(self) -> str:
        return self.metadata.description

    @property
    def url(self) -> str:
        return self.metadata.url

    @property
    def canonical_url(self) -> str:
        return self.metadata.canonical_url

    @property
    def image(self) -> str:
        return self.metadata.image

    @property
    def tags(self) -> tuple[str, ...]:
        return self.metadata.tags

    @property
    def categories(self) -> tuple[str, ...]:
        return self.metadata.categories

    @property
    def license(self) -> str:
        return self.metadata.license

    @property
    def copyright_holder(self) -> str:
        return self.metadata.copyright_holder

    @property
    def page_type(self) -> str:
        return self.metadata.page_type

    @property
    def is_paywalled(self) -> bool | None:
        return self.metadata.is_paywalled
