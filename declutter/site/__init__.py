"""The site model: the lines that repeat on the pages of one site, as evidence for the verdict on each of its pages."""

from __future__ import annotations

from declutter.site.model import SiteModel

__all__ = ["SiteModel"]
