"""Renderers: a story -> text, Markdown, HTML or TEI. Renderers work on blocks alone, without the source tree."""

from declutter.render.html import html
from declutter.render.markdown import heading, markdown
from declutter.render.meter import Meter, within
from declutter.render.tei import tei
from declutter.render.text import text

__all__ = ["Meter", "heading", "html", "markdown", "tei", "text", "within"]
