"""A story -> text in some format. Lazy: nothing is rendered that nobody asks for, and no renderer needs the source tree."""

from declutter.render.html import html
from declutter.render.markdown import markdown
from declutter.render.tei import tei
from declutter.render.text import text

__all__ = ["html", "markdown", "tei", "text"]
