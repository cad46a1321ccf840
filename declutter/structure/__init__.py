"""Structure: kept blocks with their kinds (heading, item, cell, code, image), containers and inline spans.

Renderers and chunks are made from these blocks alone; nothing here needs the source tree.
"""

from declutter.structure.addresses import absolute, of_a_page, of_the_web
from declutter.structure.blocks import Block, Container, Link, Span, Story
from declutter.structure.footnotes import Note, notes
from declutter.structure.images import Image, images
from declutter.structure.spans import block_spans
from declutter.structure.story import Source, story
from declutter.structure.tables import separators
from declutter.structure.tree import Node, build_tree, joins

__all__ = [
    "Block",
    "Container",
    "Image",
    "Link",
    "Node",
    "Note",
    "Source",
    "Span",
    "Story",
    "absolute",
    "block_spans",
    "build_tree",
    "images",
    "joins",
    "notes",
    "of_a_page",
    "of_the_web",
    "separators",
    "story",
]
