"""Kept blocks -> text in some format. Lazy: nothing is rendered that nobody asks for, and no renderer needs the source tree."""

from declutter.render.markdown import markdown
from declutter.render.text import text

__all__ = ["markdown", "text"]
