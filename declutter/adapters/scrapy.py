"""Scrapy item pipeline: items that carry a response get the main text and the metadata of the page in its place.

A spider yields ``{"response": response}``, or any item with a field of that name. Settings:

=========================  ===========================================================================================
``ITEM_PIPELINES``         ``{"declutter.adapters.scrapy.DeclutterPipeline": 300}``
``DECLUTTER_OPTIONS``      keywords of `declutter.Options`, such as ``{"focus": "precision", "limits": {"max_seconds": 5}}``
``DECLUTTER_SOURCE``       name of the field that holds the response, or the HTML as str or bytes (``"response"``)
``DECLUTTER_FIELDS``       names of the fields to fill (all of ``Document.to_dict()``, and ``error``), ``markdown`` and ``links`` on request
``DECLUTTER_DROP_EMPTY``   whether items without text are dropped, with their status as reason (``False``)
=========================  ===========================================================================================
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from declutter import Limits, Options, Pipeline
from declutter.adapters.record import FAILED, empty_record, record

try:
    from itemadapter import ItemAdapter
    from scrapy.exceptions import DropItem
    from scrapy.utils.defer import maybe_deferred_to_future
    from twisted.internet.threads import deferToThread
except ImportError as error:
    raise ImportError("declutter.adapters.scrapy needs Scrapy: pip install 'declutter-web[scrapy]'") from error

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scrapy import Spider
    from scrapy.crawler import Crawler

MARKDOWN, LINKS = "markdown", "links"
UNSET: tuple[object, ...] = (None, "", [], ())  # values that a field is declared with; the spider set none of them for the page

logger = logging.getLogger(__name__)


class DeclutterPipeline:
    """Item pipeline that extracts in a thread, so that downloads go on meanwhile. A page that fails is an item with status ``"error"``."""

    def __init__(
        self, options: Options | None = None, source: str = "response", fields: Sequence[str] | None = None, *, drop_empty: bool = False
    ) -> None:
        known = {*empty_record(markdown=True, links=True)}
        if unknown := sorted({*(fields or ())} - known):
            raise ValueError(f"DECLUTTER_FIELDS knows no {', '.join(unknown)}; it knows {', '.join(sorted(known))}")
        self.pipeline = Pipeline(options)
        self.source = source
        self.fields = tuple(fields or empty_record())
        self.drop_empty = drop_empty
        self.crawler: Crawler | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> DeclutterPipeline:
        """The pipeline that the settings of a crawl describe."""
        get = crawler.settings
        fields = get.getlist("DECLUTTER_FIELDS") or None
        given = get.getdict("DECLUTTER_OPTIONS")
        options = Options(**given | ({"limits": Limits(**given["limits"])} if isinstance(given.get("limits"), dict) else {}))
        made = cls(options, get.get("DECLUTTER_SOURCE") or "response", fields, drop_empty=get.getbool("DECLUTTER_DROP_EMPTY"))
        made.crawler = crawler
        return made

    async def process_item(self, item: Any, spider: Spider | None = None) -> Any:
        """The item with the fields of its page; an item without a page as it is."""
        adapter = ItemAdapter(item)
        if adapter.get(self.source) is None:
            return item
        page, url = adapter[self.source], adapter.get("url") or None
        markdown, links = MARKDOWN in self.fields, LINKS in self.fields
        found = await maybe_deferred_to_future(deferToThread(record, self.pipeline, page, url, markdown=markdown, links=links))
        self.count(found)
        if self.drop_empty and found["status"] != "ok":
            raise DropItem(f"{found['url']}: {found['status']}: {found['error'] or '; '.join(found['warnings'])}")
        self.fill(adapter, found)
        return item

    def fill(self, adapter: ItemAdapter, found: dict[str, Any]) -> None:
        """Write the record into an item, in place of the page; what the spider has set itself stays."""
        own = isinstance(adapter.item, dict)
        declared = set(adapter.field_names())
        if own:
            del adapter[self.source]
        else:
            adapter[self.source] = None
        for name in self.fields:
            if (own or name in declared) and adapter.get(name) in UNSET:
                adapter[name] = found[name]

    def count(self, found: dict[str, Any]) -> None:
        """Count the page by its status, and log why one failed."""
        if self.crawler is not None and self.crawler.stats is not None:
            self.crawler.stats.inc_value(f"declutter/status/{found['status']}")
        if found["status"] == FAILED:
            logger.warning("%s: %s", found["url"] or "a page", found["error"])
